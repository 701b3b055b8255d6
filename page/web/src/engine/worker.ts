import type { Order, Report } from "./crew";

/** What the engine offers: see `wasm/src/lib.rs`. */
interface Exports {
    readonly memory: WebAssembly.Memory;
    room(length: number): number;
    ask(): number;
    told(): number;
    told_length(): number;
}

let exports: Exports | null = null;

onmessage = ({ data }: MessageEvent<Order>) => {
    if (data instanceof WebAssembly.Module) {
        const instance = new WebAssembly.Instance(data, { page: { progress: (done: number) => report({ done }) } });
        exports = instance.exports as unknown as Exports;
    } else if (exports !== null) {
        answer(exports, data);
    }
};

/** A panic leaves nothing that could be asked again: whoever asked is told, and ends this worker. */
function answer(engine: Exports, question: readonly Uint8Array[]): void {
    try {
        const length = question.reduce((sum, piece) => sum + piece.length, 0);
        let at = engine.room(length);
        for (const piece of question) {
            new Uint8Array(engine.memory.buffer).set(piece, at);
            at += piece.length;
        }
        const isAnswered = engine.ask() === 1;
        const told = new Uint8Array(engine.memory.buffer, engine.told(), engine.told_length()).slice();
        report({ isAnswered, told }, [told.buffer]);
    } catch {
        report({ failed: true });
    }
}

function report(message: Report, transfer: Transferable[] = []): void {
    postMessage(message, { transfer });
}
