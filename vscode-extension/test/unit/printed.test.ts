import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { clear, lay } from "../../src/printed";

test("of the pages for the browser, one is left, and none at the end", async () => {
  const first = await lay("<p>one</p>");
  const second = await lay("<p>two</p>");
  assert.equal(readFileSync(second, "utf8"), "<p>two</p>");
  assert.equal(existsSync(dirname(first)), false);
  await clear();
  assert.equal(existsSync(dirname(second)), false);
  await clear();
});
