import { signal } from "@preact/signals";

/** Which question is open beside the alliance. */
export const tab = signal("whatif");
