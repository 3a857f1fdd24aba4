import assert from "node:assert/strict";
import { test } from "node:test";
import { options } from "../../src/options";

const SET = { profile: "uk", lang: "en", lexicon: ["/home/a/terms"] };
const geneva = { folder: "/geneva", settings: {}, exclude: ["old/"] };

test("a report on a folder without settings", () => assert.deepEqual(options([geneva]), ["--exclude=old/"]));

test("settings count where no file decides, each in its folder", () => {
  const vienna = { folder: "/vienna", settings: { lang: "de" }, exclude: [] };
  const said =
    '--otherwise={"/geneva":{"profile":"uk","lang":"en","lexicon":["/home/a/terms"]},"/vienna":{"lang":"de"}}';
  assert.deepEqual(options([{ ...geneva, settings: SET, exclude: [] }, vienna]), [said]);
});

test("what one folder alone leaves out isn't left out of another", () => {
  const vienna = { folder: "/vienna", settings: {}, exclude: ["old/", "alt/"] };
  assert.deepEqual(options([geneva, vienna]), [
    "--exclude=old/",
    '--otherwise={"/vienna":{"exclude":["alt/"]}}',
  ]);
});
