import type { EventRow } from "../../engine/types";
import { hasText, language, text } from "../../state/language";
import type { Scene } from "./scene";
import { MOST_TIES } from "./scene";
import type { Word } from "./words";

/** A number from −1 to 1 with its sign, as the language writes it. */
export function signed(value: number): string {
    if (Number.isNaN(value)) return "–";
    const digits = new Intl.NumberFormat(language.value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const rounded = Math.round(value * 100) / 100;
    return `${rounded > 0 ? "+" : rounded < 0 ? "−" : ""}${digits.format(Math.abs(rounded))}`;
}

/** A share as so many of a hundred. */
export function hundredths(value: number | null | undefined): string {
    return typeof value === "number" ? String(Math.round(value * 100)) : "–";
}

/** Names in a row, as the language strings them. */
export function listed(names: readonly string[]): string {
    return new Intl.ListFormat(language.value, { type: "conjunction" }).format(names);
}

/** What happened, in a sentence. */
export function eventWords(event: EventRow): string {
    const { kind, member, partner, cause, size, note } = event;
    const places = [`alliance.event.${kind}_${sideOf(kind, size)}`, `alliance.event.${kind}_${cause}`, `alliance.event.${kind}`];
    const place = places.find(hasText);
    if (place === undefined) return note;
    const about = hasText(`alliance.cause.${cause}`) ? text(`alliance.cause.${cause}`) : cause;
    return text(place, {
        member,
        partner,
        cause: about,
        size: sizeWords(kind, size),
        role: /^the (.*) (?:starts|stops)$/.exec(note)?.[1] ?? "",
        camps: /\d+/.exec(note)?.[0] ?? "2",
        key: keyName(/^(\S+) is set to/.exec(note)?.[1] ?? ""),
    });
}

/** A key by its short name, where it has one. */
function keyName(key: string): string {
    const place = `parameters.${key}.name`;
    return hasText(place) ? text(place) : key;
}

function sideOf(kind: string, size: number | null): string {
    if (kind === "speak") return (size ?? 0) < 0 ? "badly" : "well";
    return kind === "incident" || kind === "rumour" ? ((size ?? -1) > 0 ? "well" : "badly") : "";
}

/** Kinds whose size is a share, and kinds whose size is how many months they last. */
const IN_HUNDREDTHS = new Set(["warning_spoken", "warning_swallowed", "dial", "contribute"]);
const IN_MONTHS = new Set(["betrayal", "learning_agenda", "dissent", "warn", "visit"]);

function sizeWords(kind: string, size: number | null): string {
    if (size === null) return "";
    if (IN_HUNDREDTHS.has(kind)) return hundredths(size);
    if (IN_MONTHS.has(kind)) return String(Math.round(size));
    return kind === "set" ? size.toLocaleString(language.value, { maximumSignificantDigits: 4 }).replace("-", "−") : signed(size);
}

/** Events that are not in the news: bubbles show them, or the outcome beside the news. */
const MURMURS = new Set(["warning_spoken", "warning_swallowed", "end"]);

/** What happened in a month, but for the warnings. */
export function newsWords(scene: Scene, month: number): string {
    const news = scene.news(month).filter(({ kind }) => !MURMURS.has(kind));
    const clashes = news.filter(({ kind }) => kind === "incident");
    const others = news.filter((event) => clashes.length < 2 || event.kind !== "incident").map(eventWords);
    return [...(clashes.length < 2 ? [] : [clashesWords(clashes)]), ...others].join(" ");
}

/** At most so many clashes of a month are told by name. */
const TOLD = 2;

function clashesWords(clashes: readonly EventRow[]): string {
    const each = clashes.slice(0, TOLD).map(({ member, partner, cause, size }) =>
        text(`alliance.clash_${(size ?? -1) > 0 ? "well" : "badly"}`, { member, partner, cause: text(`alliance.cause.${cause}`) }),
    );
    const more = clashes.length > TOLD ? [text("time.more", { n: clashes.length - TOLD })] : [];
    return text("alliance.clashes", { n: clashes.length, pairs: [...each, ...more].join("; ") });
}

/** The month for those who do not see it. */
export function monthWords(scene: Scene, month: number): string {
    const { timeline } = scene.world;
    const at = (measure: string) => timeline[measure]?.[month - 1] ?? Number.NaN;
    const camps = scene.camps(month);
    const warnings = scene.news(month).filter(({ kind }) => MURMURS.has(kind) && kind !== "end").map(eventWords);
    return [
        text("alliance.summary", { month, members: at("members"), trust: signed(at("trust")), hostility: hundredths(at("hostility")) }),
        camps.length > 1 ? text("alliance.summary_camps", { camps: camps.map((camp) => listed(camp.map((member) => nameOf(scene, member)))).join("; ") }) : "",
        newsWords(scene, month),
        ...warnings,
    ]
        .filter((words) => words !== "")
        .join(" ");
}

/** What a mark in the picture is, in a sentence or two. */
export function markWords(scene: Scene, mark: string, month: number): string {
    const [kind, first, second] = mark.split(":");
    const [one, two] = [Number(first), Number(second)];
    switch (kind) {
        case "member":
            return memberWords(scene, one, month);
        case "house":
            return houseWords(scene, one, month);
        case "line":
            return text("alliance.mark.line", { member: nameOf(scene, one) });
        case "pair":
            return tieWords(scene, one, month);
        case "event": {
            const event = scene.news(one)[two];
            return event === undefined ? "" : eventWords(event);
        }
        case "word": {
            const word = scene.words(one)[two];
            return word === undefined ? "" : wordWords(scene, word);
        }
        case "camp":
            return text("alliance.mark.camp", { members: listed((scene.camps(one)[two] ?? []).map((member) => nameOf(scene, member))) });
        default:
            return text("alliance.mark.table", { trust: signed(scene.world.timeline["trust"]?.[month - 1] ?? Number.NaN) });
    }
}

function memberWords(scene: Scene, member: number, month: number): string {
    const history = scene.world.by_member[member];
    if (!scene.present(member, month)) return absentWords(scene, member, month);
    const { given, received } = meansOf(scene, member, month);
    return text("alliance.mark.member", {
        member: nameOf(scene, member),
        given: signed(given),
        received: signed(received),
        contribution: hundredths(history?.contribution[month - 1]),
        hostility: hundredths(history?.hostility[month - 1]),
        support: hundredths(history?.support[month - 1]),
        standing: hundredths(history?.standing[month - 1]),
    });
}

function houseWords(scene: Scene, member: number, month: number): string {
    if (!scene.present(member, month)) return absentWords(scene, member, month);
    const images = scene.relations.pairs.flatMap(({ a, b, there, back }) => {
        if (a !== member && b !== member) return [];
        const image = scene.relations.image(a === member ? there : back, month);
        return Number.isNaN(image) ? [] : [{ other: a === member ? b : a, image }];
    });
    const worst = images.reduce((low, one) => (one.image < low.image ? one : low), { other: member, image: Infinity });
    const words = text("alliance.mark.house", { member: nameOf(scene, member), hostility: hundredths(scene.world.by_member[member]?.hostility[month - 1]) });
    return worst.other === member ? words : `${words} ${text("alliance.mark.house_worst", { other: nameOf(scene, worst.other), image: signed(worst.image) })}`;
}

function absentWords(scene: Scene, member: number, month: number): string {
    const before = scene.world.by_member[member]?.hostility.slice(0, month).some((value) => value !== null) === true;
    return text(before ? "alliance.mark.gone" : "alliance.mark.coming", { member: nameOf(scene, member) });
}

/** The two directions of a tie. */
export function tieWords(scene: Scene, pair: number, month: number): string {
    const { a, b, there, back } = scene.relations.pairs[pair] ?? { a: 0, b: 0, there: -1, back: -1 };
    const { relations } = scene;
    return text("alliance.mark.tie", {
        a: nameOf(scene, a),
        b: nameOf(scene, b),
        there: signed(relations.trust(there, month)),
        back: signed(relations.trust(back, month)),
        image_there: signed(relations.image(there, month)),
        image_back: signed(relations.image(back, month)),
    });
}

function wordWords(scene: Scene, { kind, from, to, about, tone }: Word): string {
    const names = { from: nameOf(scene, from), to: nameOf(scene, to), about: nameOf(scene, about) };
    return text(`alliance.word.${kind}_${tone < 0 ? "badly" : "well"}`, names);
}

/** Mean trust that a member gives and is given; NaN where it has no ties. */
export function meansOf(scene: Scene, member: number, month: number): { readonly given: number; readonly received: number } {
    const [given, received]: [number[], number[]] = [[], []];
    for (const { a, b, there, back } of scene.relations.pairs) {
        if (a !== member && b !== member) continue;
        given.push(scene.relations.trust(a === member ? there : back, month));
        received.push(scene.relations.trust(a === member ? back : there, month));
    }
    return { given: mean(given), received: mean(received) };
}

function mean(values: readonly number[]): number {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
}

export function nameOf(scene: Scene, member: number): string {
    return scene.world.members[member] ?? "";
}

/** What is not drawn, where the alliance is large or the picture small. */
export function leftOutWords(scene: Scene, isNamed: boolean): string {
    const ties = scene.relations.pairs.length;
    const few = ties > MOST_TIES ? [text("alliance.left_out", { drawn: MOST_TIES, ties })] : [];
    return [...few, ...(isNamed ? [] : [text("alliance.names_hidden")])].join(" ");
}
