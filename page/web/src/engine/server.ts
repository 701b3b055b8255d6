import { EngineGone, EngineRefusal, type Engine } from "./contract";
import type { ExplanationLine, RefusalAnswer, RobustnessLine, StartAnswer } from "./types";

/** How often a question is asked again when the engine is busy, and how long to wait in between. */
const PATIENCE = 20;
const PAUSE = 150;

/** The engine behind a local server. */
export const server: Engine = {
    start: async (signal) => (await reached("api/start", { signal })).json() as Promise<StartAnswer>,
    scenario: (question, signal) => asked("scenario", question, signal),
    world: (question, signal) => asked("world", question, signal),
    ensemble: (question, signal) => asked("ensemble", question, signal),
    loops: (question, signal) => asked("loops", question, signal),
    explanation: (question, signal, tell) => inLines<ExplanationLine>("explanation", question, signal, tell),
    robustness: (question, signal, tell) => inLines<RobustnessLine>("robustness", question, signal, tell),
};

/** A line of an answer that takes long: how much is done, now and then, and what was asked for last. */
type LongLine = ExplanationLine | RobustnessLine;
type AnswerIn<Line> = Line extends { readonly answer: infer Answer } ? Answer : never;

async function inLines<Line extends LongLine>(question: string, body: object, signal: AbortSignal, tell: (done: number) => void): Promise<AnswerIn<Line>> {
    for await (const line of lines(await answered(question, body, signal))) {
        const told = JSON.parse(line) as LongLine;
        if ("answer" in told) return told.answer as AnswerIn<Line>;
        if ("error" in told) throw new EngineRefusal(told.error);
        tell(told.done);
    }
    throw new EngineGone();
}

async function asked<Answer>(question: string, body: object, signal: AbortSignal): Promise<Answer> {
    return (await answered(question, body, signal)).json() as Promise<Answer>;
}

async function answered(question: string, body: object, signal: AbortSignal): Promise<Response> {
    const request = {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        signal,
    };
    for (let attempt = 0; ; attempt += 1) {
        const response = await reached(`api/${question}`, request);
        if (response.ok) return response;
        if (response.status !== 503 || attempt === PATIENCE) {
            throw new EngineRefusal(((await response.json()) as RefusalAnswer).error);
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
}

async function reached(address: string, request: RequestInit): Promise<Response> {
    try {
        return await fetch(address, request);
    } catch (error) {
        if (request.signal?.aborted === true) throw error;
        throw new EngineGone();
    }
}

async function* lines(response: Response): AsyncGenerator<string> {
    const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const whole = (rest + part.value).split("\n");
        rest = whole.pop() ?? "";
        yield* whole.filter((line) => line !== "");
    }
    if (rest !== "") yield rest;
}
