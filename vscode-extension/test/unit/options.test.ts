import assert from "node:assert/strict";
import { test } from "node:test";
import { options } from "../../src/options";

const SET = { profile: "uk", lang: "en", lexicon: ["/home/a/terms"] };

for (const [source, settings, expected] of [
  ["default", {}, []],
  ["setting", SET, ["--profile=uk", "--lang=en", "--lexicon=/home/a/terms"]],
  ["default", { lang: "en" }, ["--lang=en"]],
  ["/docs/luxterm.toml", SET, []],
] as const) {
  test(`a report where ${source} decides, with ${JSON.stringify(settings)}`, () =>
    assert.deepEqual(options({ source, settings }, ["old/"]), ["--exclude=old/", ...expected]));
}
