import { type Ground, type Moment, stepsBack } from "./moment";
import type { Point } from "./ring";
import { COLOUR, moved, type Part, Pool, Shape } from "./shapes";
import type { Word } from "./words";

/** Where on its way a word stands when the picture rests. */
const RESTING_AT = 0.6;
/** How far ways bend to the side, as a share of their length. */
const BEND = 0.22;
const ROUND = "M0,-5.5A5.5,5.5 0 1 1 0,5.5A5.5,5.5 0 1 1 0,-5.5Z";
const POINTED = "M0,-7.5L7.5,0L0,7.5L-7.5,0Z";

/** Words on their way: round and blue where they are kind, pointed and vermillion where not. */
export function talkLayer(ground: Ground, trail: Shape, parent: Shape): (moment: Moment) => void {
    const trails = new Pool(() => ({ all: new Shape("path", trail, { fill: "none", "stroke-width": 1.4, "stroke-dasharray": "1 4", "stroke-linecap": "round", "pointer-events": "none" }) }));
    const words = new Pool(() => makeWord(ground, parent));
    return (moment) => {
        trails.begin();
        words.begin();
        const month = moment.resting ? moment.month : moment.next;
        for (const [place, word] of ground.scene.words(month).entries()) {
            const way = wayOf(ground, moment, word, place);
            if (way !== null) paintWord(ground, moment, word, way, `word:${month}:${place}`, trails, words);
        }
        trails.end();
        words.end();
    };
}

interface Way {
    readonly from: Point;
    readonly to: Point;
    readonly bend: Point;
}

function wayOf({ homes, silent }: Ground, moment: Moment, word: Word, place: number): Way | null {
    const there = [word.from, word.to, word.about].every((member) => (moment.there[member] ?? 0) > 0.5);
    const [delegate, other, home] = [moment.delegates[word.from], moment.delegates[word.to], homes[word.from]];
    if (!there || silent.includes(word.kind) || delegate === undefined || other === undefined || home === undefined) return null;
    const [from, to] = word.kind === "report" ? [delegate, home] : word.kind === "pull" ? [home, delegate] : [delegate, other];
    // Words home and from home keep to their own side of the way; others take turns.
    const side = word.kind === "report" || word.kind === "pull" || place % 2 === 0 ? BEND : -BEND;
    return { from, to, bend: { x: (from.x + to.x) / 2 - (to.y - from.y) * side, y: (from.y + to.y) / 2 + (to.x - from.x) * side } };
}

function paintWord({ plan }: Ground, moment: Moment, word: Word, way: Way, mark: string, trails: Pool<Part>, words: Pool<WordMark>): void {
    const share = moment.resting ? RESTING_AT : moment.share;
    const colour = word.tone < 0 ? COLOUR.distrust : COLOUR.trust;
    const seen = (moment.resting ? 1 : Math.min(1, 4 * Math.sin(share * Math.PI))) * (stepsBack(moment, word.from) && stepsBack(moment, word.to) ? 0.1 : 1);
    const { from, to, bend } = way;
    trails.next().all.put({ d: `M${from.x.toFixed(1)},${from.y.toFixed(1)}Q${bend.x.toFixed(1)},${bend.y.toFixed(1)} ${to.x.toFixed(1)},${to.y.toFixed(1)}`, stroke: colour, opacity: seen * 0.55 });
    const [a, b, c] = [(1 - share) ** 2, 2 * share * (1 - share), share ** 2];
    const { all, body } = words.next();
    all.put({ transform: moved(a * from.x + b * bend.x + c * to.x, a * from.y + b * bend.y + c * to.y, plan.names === null ? 0.35 : plan.scale * (word.kind === "rumour" ? 1.15 : 0.85)), opacity: seen, "data-mark": mark });
    body.put({ d: word.tone < 0 ? POINTED : ROUND, fill: colour });
}

interface WordMark extends Part {
    readonly body: Shape;
}

function makeWord({ plan }: Ground, parent: Shape): WordMark {
    const all = new Shape("g", parent);
    const body = new Shape("path", all, { stroke: COLOUR.white, "stroke-width": plan.names === null ? 2 : 1.2 });
    return { all, body };
}
