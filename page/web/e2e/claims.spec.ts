import { expect, test } from "@playwright/test";
import { LESSONS } from "../src/views/lessons/plans";
import { CLAIMS, lessonText, told } from "./claims";
import { Asked } from "./engine";

// What the lessons say has to be seen in the record of the world that they show, and in the 200 worlds that they count.
for (const { place, en, nl, holds } of CLAIMS) {
    test(`${place}: ${en}`, async ({ request }) => {
        test.setTimeout(300_000);
        expect(lessonText("en", place)).toContain(en);
        expect(lessonText("nl", place)).toContain(nl);
        const asked = new Asked(request);
        expect(await holds(await told(place, asked), asked)).toBe(true);
    });
}

test("every answer of every lesson is held to the model", () => {
    const answered = LESSONS.flatMap(({ key, steps }) => steps.filter(({ question }) => question !== undefined).map((step) => `${key}.${step.key}.after`));
    expect(answered.filter((place) => !CLAIMS.some((claim) => claim.place === place))).toEqual([]);
});
