import { useId, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";

/** A panel that shares its room with others. */
export interface Tab {
    readonly key: string;
    readonly title: string;
    readonly content: () => ComponentChildren;
}

interface TabsProps {
    readonly label: string;
    readonly tabs: readonly Tab[];
    readonly chosen: string;
    readonly onChoose: (key: string) => void;
}

/** Tabs, walked by the arrow keys as the ARIA practices have it. */
export function Tabs({ label, tabs, chosen, onChoose }: TabsProps) {
    const id = useId();
    const list = useRef<HTMLDivElement>(null);
    const open = tabs.find((tab) => tab.key === chosen) ?? tabs[0];

    function walk(event: KeyboardEvent): void {
        const at = tabs.findIndex((tab) => tab.key === open?.key);
        const steps: { readonly [key: string]: number } = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
        const to = steps[event.key];
        const tab = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
        if (tab === undefined) return;
        event.preventDefault();
        onChoose(tab.key);
        list.current?.querySelector<HTMLElement>(`[data-key="${tab.key}"]`)?.focus();
    }

    return (
        <div class="tabs">
            <div role="tablist" aria-label={label} class="tab-list" ref={list} onKeyDown={walk}>
                {tabs.map((tab) => (
                    <button
                        key={tab.key}
                        type="button"
                        role="tab"
                        id={`${id}-${tab.key}`}
                        data-key={tab.key}
                        aria-selected={tab.key === open?.key}
                        aria-controls={`${id}-panel`}
                        tabIndex={tab.key === open?.key ? 0 : -1}
                        onClick={() => onChoose(tab.key)}
                    >
                        {tab.title}
                    </button>
                ))}
            </div>
            <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${open?.key ?? ""}`} class="tab-panel" tabIndex={0}>
                {open?.content()}
            </div>
        </div>
    );
}
