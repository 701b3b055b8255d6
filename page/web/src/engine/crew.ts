import source from "worker:./worker.ts";

/** A worker is given the engine once, and then one question at a time, in pieces. */
export type Order = WebAssembly.Module | readonly Uint8Array[];

/** What a worker says. */
export type Report = { readonly done: number } | Told | { readonly failed: true };

/** What the engine says to a question: the answer, or why there is none. */
export interface Told {
    readonly isAnswered: boolean;
    readonly told: Uint8Array<ArrayBuffer>;
}

/** The engine failed at a question; it can be asked others. */
export class EngineFailure extends Error {}

/** Workers with the engine, one a question. */
export class Crew {
    readonly #module: Promise<WebAssembly.Module>;
    readonly #address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    readonly #idle: Worker[] = [];

    constructor(module: Promise<WebAssembly.Module>) {
        this.#module = module;
    }

    /** Asks a question. Whoever gives it up ends the worker that is at it. */
    async ask(question: readonly Uint8Array<ArrayBuffer>[], signal: AbortSignal, tell: (done: number) => void = () => {}): Promise<Told> {
        const module = await this.#module;
        signal.throwIfAborted();
        const worker = this.#idle.pop() ?? this.#hire(module);
        return new Promise((resolve, reject) => {
            const dismiss = (reason: unknown) => {
                worker.terminate();
                reject(reason);
            };
            const giveUp = () => dismiss(signal.reason);
            signal.addEventListener("abort", giveUp, { once: true });
            worker.onerror = () => dismiss(new EngineFailure());
            worker.onmessage = ({ data }: MessageEvent<Report>) => {
                if ("done" in data) return tell(data.done);
                signal.removeEventListener("abort", giveUp);
                if ("failed" in data) return dismiss(new EngineFailure());
                this.#idle.push(worker);
                resolve(data);
            };
            worker.postMessage(question satisfies Order);
        });
    }

    #hire(module: WebAssembly.Module): Worker {
        const worker = new Worker(this.#address);
        worker.postMessage(module satisfies Order);
        return worker;
    }
}
