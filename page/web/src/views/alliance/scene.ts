import type { WorldAnswer, EventRow } from "../../engine/types";
import { dance } from "./dance";
import { relationsOf, type Relations } from "./relations";
import { seatOrder } from "./seats";
import { wordsOf, type Word } from "./words";

/** What the picture needs to know of a world, worked out once. */
export interface Scene {
    readonly world: WorldAnswer;
    readonly relations: Relations;
    /** Where round the table every member sits, 0…1 from the top, clockwise; NaN for those who never join. */
    readonly turns: readonly number[];
    /** Two numbers a member, month by month from month 1. */
    readonly places: Float32Array;
    present(member: number, month: number): boolean;
    /** What happened in a month. */
    news(month: number): readonly EventRow[];
    /** Who spoke to whom about whom in a month, as far as its numbers tell. */
    words(month: number): readonly Word[];
    /** The strongest ties of a month, as numbers of pairs; all where they are not too many. */
    strongest(month: number): readonly number[];
    /** How every member stands with the others in a month: the mean of its ties, −1…1; 0 where it has none. */
    moods(month: number): readonly number[];
    /** Members of every camp, where there is more than one. */
    camps(month: number): readonly (readonly number[])[];
}

/** More ties than this are not drawn. */
export const MOST_TIES = 600;

const scenes = new WeakMap<WorldAnswer, Map<WorldAnswer | undefined, Scene>>();

/** The scene of a world; with the seats of another one where members are to be compared. */
export function sceneOf(world: WorldAnswer, like?: WorldAnswer): Scene {
    const known = scenes.get(world) ?? new Map<WorldAnswer | undefined, Scene>();
    scenes.set(world, known);
    const scene = known.get(like) ?? makeScene(world, like);
    known.set(like, scene);
    return scene;
}

function makeScene(world: WorldAnswer, like: WorldAnswer | undefined): Scene {
    const relations = relationsOf(world);
    const present = (member: number, month: number) => typeof world.by_member[member]?.hostility[month - 1] === "number";
    const turns = turnsOf(world, relations, like);
    const byMonth = grouped(world.events, ({ month }) => month);
    const news = (month: number) => byMonth.get(month) ?? [];
    return {
        world,
        relations,
        turns,
        places: dance(turns, world.months, present, relations),
        present,
        news,
        words: monthly((month) => wordsOf(world, relations, month, news(month))),
        strongest: monthly((month) => strongestOf(relations, month)),
        moods: monthly((month) => moodsOf(world, relations, month)),
        camps: monthly((month) => campsOf(world, month)),
    };
}

/** Remembers what was worked out for a month. */
function monthly<Answer>(work: (month: number) => Answer): (month: number) => Answer {
    const known = new Map<number, Answer>();
    return (month) => {
        const answer = known.get(month) ?? work(month);
        known.set(month, answer);
        return answer;
    };
}

function turnsOf(world: WorldAnswer, relations: Relations, like: WorldAnswer | undefined): number[] {
    const everThere = (one: WorldAnswer, member: number) => one.by_member[member]?.hostility.some((value) => value !== null) === true;
    const model = like === undefined ? [] : orderOf(like, relationsOf(like), everThere).map((member) => like.members[member] ?? "");
    const own = orderOf(world, relations, everThere);
    const order = model.length === 0 ? own.map((member) => world.members[member] ?? "") : model;
    const missing = own.map((member) => world.members[member] ?? "").filter((name) => !order.includes(name));
    const seats = [...order, ...missing];
    return world.members.map((name, member) => (everThere(world, member) ? seats.indexOf(name) / seats.length : Number.NaN));
}

function orderOf(world: WorldAnswer, relations: Relations, everThere: (world: WorldAnswer, member: number) => boolean): number[] {
    const seated = world.members.map((_, member) => member).filter((member) => everThere(world, member));
    return seatOrder(seated, relations, world.months);
}

function strongestOf(relations: Relations, month: number): readonly number[] {
    const all = relations.pairs.map((_, pair) => pair);
    if (all.length <= MOST_TIES) return all;
    const strength = (pair: number) => Math.abs(relations.mutual(pair, month));
    return all
        .filter((pair) => strength(pair) > 0)
        .sort((one, other) => strength(other) - strength(one) || one - other)
        .slice(0, MOST_TIES);
}

function moodsOf(world: WorldAnswer, relations: Relations, month: number): readonly number[] {
    const [sums, counts] = [world.members.map(() => 0), world.members.map(() => 0)];
    for (const [pair, { a, b }] of relations.pairs.entries()) {
        const trust = relations.mutual(pair, month);
        if (Number.isNaN(trust)) continue;
        for (const member of [a, b]) {
            sums[member] = (sums[member] ?? 0) + trust;
            counts[member] = (counts[member] ?? 0) + 1;
        }
    }
    return sums.map((sum, member) => sum / Math.max(counts[member] ?? 0, 1));
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
    const groups = new Map<Key, Item[]>();
    for (const item of items) {
        const key = keyOf(item);
        groups.set(key, [...(groups.get(key) ?? []), item]);
    }
    return groups;
}

/** Camps are real where two of them have two members or more. */
function campsOf(world: WorldAnswer, month: number): readonly (readonly number[])[] {
    const groups = grouped(
        world.members.map((_, member) => member),
        (member) => world.by_member[member]?.bloc[month - 1] ?? null,
    );
    groups.delete(null);
    const camps = [...groups].sort(([one], [other]) => (one ?? 0) - (other ?? 0)).map(([, members]) => members);
    return camps.filter((members) => members.length > 1).length > 1 ? camps : [];
}
