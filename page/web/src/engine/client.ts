import { carried } from "./carried";
import type { Engine } from "./contract";
import { server } from "./server";

export { EngineGone, EngineRefusal, type Engine } from "./contract";

const own = carried();

/** Whether the page carries its engine, so that no program has to run behind it. */
export const isCarried = own !== null;

/** Who answers: the engine that the page carries, or else the program that serves it. */
export const engine: Engine = own ?? server;
