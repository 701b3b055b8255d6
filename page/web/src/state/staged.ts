import { signal } from "@preact/signals";
import type { WorldAnswer } from "../engine/types";

/** The worlds that share the scrubber; the first is the one that it marks. */
export const staged = signal<readonly WorldAnswer[]>([]);
