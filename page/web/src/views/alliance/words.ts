import type { WorldAnswer, EventRow } from "../../engine/types";
import type { Relations } from "./relations";

/** Something said by one about another: at home, by the home to its delegate, behind a back, or as a rumour to all. */
export interface Word {
    readonly kind: "report" | "pull" | "gossip" | "rumour";
    /** Whose delegate speaks; for `pull`, whose home. */
    readonly from: number;
    /** Whose ear it is for; the same member between delegate and home. */
    readonly to: number;
    readonly about: number;
    /** Well of it (above 0) or badly. */
    readonly tone: number;
}

/** Changes smaller than these are no news. */
const LEAST_IMAGE = 0.015;
const LEAST_GOSSIP = 0.012;
const LEAST_GAP = 0.2;
/** At most so many words behind backs a month, so that one can follow them. */
const MOST_GOSSIP = 5;
const MOST_HOME = 30;
/** Whose word one listens to. */
const FRIENDS = 5;

/**
 * What was said in a month, read off its numbers: at home about the partner whose image moved most; behind backs the words
 * that a friend would have said and that fit how trust moved. Rumours are events.
 */
export function wordsOf(world: WorldAnswer, relations: Relations, month: number, news: readonly EventRow[]): readonly Word[] {
    const { now, before } = relations.kept(month);
    const members = world.members.map((_, member) => member);
    const moved = now === month && before < now;
    if (!moved) return rumours(world, relations, news);
    const home = members.flatMap((member) => homeWords(relations, members, member, now, before));
    return [...rumours(world, relations, news), ...loudest(home, MOST_HOME), ...loudest(gossip(relations, members, now, before), MOST_GOSSIP)];
}

/** A word, and how much it matters. */
interface Heard {
    readonly word: Word;
    readonly weight: number;
}

function loudest(heard: readonly Heard[], most: number): Word[] {
    const sorted = heard.length <= most ? heard : [...heard].sort((one, other) => other.weight - one.weight).slice(0, most);
    return sorted.map(({ word }) => word);
}

function rumours(world: WorldAnswer, relations: Relations, news: readonly EventRow[]): Word[] {
    return news
        .filter(({ kind }) => kind === "rumour")
        .flatMap(({ member, partner, size }) => {
            const [from, about] = [world.members.indexOf(member), world.members.indexOf(partner)];
            return world.members.flatMap((_, to) =>
                to !== from && to !== about && relations.pairOf(from, to) !== undefined ? [{ kind: "rumour" as const, from, to, about, tone: size ?? -1 }] : [],
            );
        });
}

function homeWords(relations: Relations, members: readonly number[], member: number, now: number, before: number): Heard[] {
    let [report, change, pull, gap] = [-1, 0, -1, 0];
    for (const other of members) {
        const tie = relations.tieOf(member, other) ?? -1;
        const image = relations.image(tie, now);
        const move = image - relations.image(tie, before);
        const distance = image - relations.trust(tie, now);
        if (Math.abs(move) > Math.abs(change)) [report, change] = [other, move];
        if (distance < gap) [pull, gap] = [other, distance];
    }
    const heard: Heard[] = [];
    const between = { from: member, to: member };
    if (report >= 0 && Math.abs(change) > LEAST_IMAGE) heard.push({ word: { kind: "report", ...between, about: report, tone: Math.sign(change) }, weight: Math.abs(change) });
    if (pull >= 0 && gap < -LEAST_GAP) heard.push({ word: { kind: "pull", ...between, about: pull, tone: -1 }, weight: -gap * LEAST_GAP });
    return heard;
}

function gossip(relations: Relations, members: readonly number[], now: number, before: number): Heard[] {
    return members.flatMap((ear) => {
        const friends = members
            .map((friend) => ({ friend, trust: relations.trust(relations.tieOf(ear, friend) ?? -1, before) }))
            .filter(({ trust }) => trust > 0)
            .sort((one, other) => other.trust - one.trust)
            .slice(0, FRIENDS);
        const all = friends.flatMap(({ friend, trust }) => members.flatMap((about) => likely(relations, ear, friend, trust, about, now, before)));
        const best = all.reduce<Heard | null>((most, one) => (one.weight > (most?.weight ?? LEAST_GOSSIP) ? one : most), null);
        return best === null ? [] : [best];
    });
}

/** How well the change of an ear's trust is explained by a friend's opinion; nothing where it went the other way. */
function likely(relations: Relations, ear: number, friend: number, trust: number, about: number, now: number, before: number): Heard[] {
    if (about === ear || about === friend) return [];
    const opinion = relations.trust(relations.tieOf(friend, about) ?? -1, before);
    const tie = relations.tieOf(ear, about) ?? -1;
    const move = relations.trust(tie, now) - relations.trust(tie, before);
    if (!(opinion * move > 0)) return [];
    const weight = trust * (opinion < 0 ? -2 * opinion : opinion) * Math.min(1, Math.abs(move) * 20);
    return [{ word: { kind: "gossip", from: friend, to: ear, about, tone: Math.sign(opinion) }, weight }];
}
