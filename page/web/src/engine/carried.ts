import { text } from "../state/language";
import { EngineGone, EngineRefusal, type Engine } from "./contract";
import { Crew, EngineFailure } from "./crew";
import type { RefusalAnswer, StartAnswer } from "./types";
import { unpacked } from "./unpacked";

/** The most workers that share an ensemble. */
const MOST_HANDS = 8;

const letters = new TextEncoder();

/** The engine that the page carries; `null` where it carries none. */
export function carried(): Engine | null {
    const packed = document.getElementById("engine");
    if (packed === null) return null;
    const module = unpacked(packed).then((bytes) => WebAssembly.compile(bytes));
    // Whoever asks is told; until then nobody needs to know.
    module.catch(() => {});
    const crew = new Crew(module);
    const asked = async <Answer>(line: string, body: object, signal: AbortSignal, tell?: (done: number) => void) =>
        parsed<Answer>(await told(crew, [`${line}\n${JSON.stringify(body)}`], signal, tell));
    return {
        start: async () => parsed<StartAnswer>(await unpacked(document.getElementById("start"))),
        scenario: (question, signal) => asked("scenario", question, signal),
        world: (question, signal) => asked("world", question, signal),
        ensemble: async (question, signal) => parsed(await inParts(crew, JSON.stringify(question), signal)),
        loops: (question, signal) => asked("loops", question, signal),
        explanation: (question, signal, tell) => asked("explanation", question, signal, tell),
        robustness: (question, signal, tell) => asked("robustness", question, signal, tell),
    };
}

/** Several workers live an ensemble, each some whole blocks of it; one puts the blocks together in their order. */
async function inParts(crew: Crew, body: string, signal: AbortSignal): Promise<Uint8Array> {
    const n_blocks = parsed<number>(await told(crew, [`parts\n${body}`], signal));
    const n_parts = Math.max(1, Math.min(n_blocks, MOST_HANDS, navigator.hardwareConcurrency));
    const from = (part: number) => Math.round((part * n_blocks) / n_parts);
    const part = (place: number) => told(crew, [`part ${from(place)} ${from(place + 1)}\n${body}`], signal);
    const parts = await Promise.all(Array.from({ length: n_parts }, (_, place) => part(place)));
    return told(crew, [`whole ${letters.encode(body).length}\n${body}`, ...parts], signal);
}

/** What the engine answers. */
async function told(
    crew: Crew,
    question: readonly (string | Uint8Array<ArrayBuffer>)[],
    signal: AbortSignal,
    tell?: (done: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
    const pieces = question.map((piece) => (typeof piece === "string" ? letters.encode(piece) : piece));
    const answer = await crew.ask(pieces, signal, tell).catch((error: unknown) => {
        if (signal.aborted) throw error;
        throw error instanceof EngineFailure ? new EngineRefusal(text("page.engine_failed")) : new EngineGone();
    });
    if (!answer.isAnswered) throw new EngineRefusal(parsed<RefusalAnswer>(answer.told).error);
    return answer.told;
}

function parsed<Value>(bytes: Uint8Array): Value {
    return JSON.parse(new TextDecoder().decode(bytes)) as Value;
}
