import assert from "node:assert/strict";
import { test } from "node:test";
import { tally, unfit } from "../../src/text";

for (const [errors, warnings, all, said] of [
  [0, 0, 0, "luxterm: nothing to change"],
  [1, 0, 1, "luxterm: 1 error"],
  [2, 1, 6, "luxterm: 2 errors, 1 warning, 3 notes"],
  [0, 0, 2, "luxterm: 2 notes"],
] as const) {
  test(said, () => assert.equal(tally(errors, warnings, all), said));
}

for (const [reason, fits] of [
  ["name of the offence in s. 163.1", true],
  ["", false],
  ["  ", false],
  ["ends the comment --> here", false],
  ["two\nlines", false],
] as const) {
  test(`the reason ${JSON.stringify(reason)} ${fits ? "will do" : "will not do"}`, () =>
    assert.equal(unfit(reason) === undefined, fits));
}
