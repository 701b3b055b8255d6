import type { APIRequestContext } from "@playwright/test";
import type { Change, EnsembleAnswer, ExplanationAnswer, LoopsAnswer, StartAnswer, WorldAnswer } from "../src/engine/types";

/** Questions of a test to the engine behind the page, without the page. */
export class Asked {
    readonly #request: APIRequestContext;
    #start: StartAnswer | null = null;

    constructor(request: APIRequestContext) {
        this.#request = request;
    }

    async ensemble(scenario: string, changes: readonly Change[], runs = 200): Promise<EnsembleAnswer> {
        return this.#ask("ensemble", { toml: await this.#toml(scenario), changes, runs });
    }

    async world(scenario: string, changes: readonly Change[], replication: number): Promise<WorldAnswer> {
        return this.#ask("world", { toml: await this.#toml(scenario), changes, replication });
    }

    async loops(scenario: string, changes: readonly Change[], replication: number): Promise<LoopsAnswer> {
        return this.#ask("loops", { toml: await this.#toml(scenario), changes, replication });
    }

    async explanation(scenario: string, replication: number): Promise<ExplanationAnswer> {
        const body = { toml: await this.#toml(scenario), changes: [], replication, goal: "survival", futures: 20 };
        const lines = (await (await this.#request.post("api/explanation", { data: body, timeout: 300_000 })).text()).trim().split("\n");
        return (JSON.parse(lines.at(-1) ?? "") as { answer: ExplanationAnswer }).answer;
    }

    async #toml(scenario: string): Promise<string> {
        this.#start ??= (await (await this.#request.get("api/start")).json()) as StartAnswer;
        const found = this.#start.scenarios.find(({ name }) => name === scenario);
        if (found === undefined) throw new Error(`no scenario ${scenario}`);
        return found.toml;
    }

    async #ask<Answer>(question: string, body: object): Promise<Answer> {
        const response = await this.#request.post(`api/${question}`, { data: body, timeout: 120_000 });
        if (!response.ok()) throw new Error(await response.text());
        return (await response.json()) as Answer;
    }
}
