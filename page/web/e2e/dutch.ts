import type { Page } from "@playwright/test";

/** Words that are English and no Dutch. */
const ENGLISH =
    /\b(the|and|with|from|which|their|they|this|that|not|have|has|been|when|who|what|how|more|than|every|worlds?|months?|trust|members?|are|its?|on|out|to|by|at|no|each|other|for|of the|you|your|was it|will|can be|found|allowed|unknown|shown|found|without|after|before|until|between|nobody|everybody|someone|somebody|year|years|leads|home nursing|town council|health insurer|facilitator)\b/iu;

/** What stands in a text, in a label or in a tip that reads as English; code and names of languages may. */
export async function english(page: Page, within = "body"): Promise<string[]> {
    const texts = await page.locator(within).first().evaluate((root) => {
        const found: string[] = [];
        const isCode = (element: Element | null) => element?.closest("code, pre:not(.refusal), script, noscript, style, textarea, [lang=en], .link-field, input[readonly]") !== null;
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            if (!isCode(node.parentElement)) found.push(node.textContent ?? "");
        }
        for (const element of root.querySelectorAll("[aria-label], [title], [placeholder], [data-name], [aria-valuetext]")) {
            if (isCode(element)) continue;
            for (const name of ["aria-label", "title", "placeholder", "data-name", "aria-valuetext"]) found.push(element.getAttribute(name) ?? "");
        }
        return found;
    });
    return [...new Set(texts.filter(isEnglish))];
}

/** Whether a text reads as English; what stands between backticks is code, and keys are as a file has them. */
export function isEnglish(text: string): boolean {
    // A mark of two letters stands for a name.
    return text.trim().length > 3 && ENGLISH.test(text.replace(/`[^`]*`|[a-z_]+(\.[a-z_]+)+|\b[a-z]+_[a-z_]+\b/g, " ").replace(/\([^)]*(Home|End)\)/g, " "));
}
