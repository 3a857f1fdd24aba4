import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { candidates, find, type Surroundings } from "../../src/find";

const BUNDLED = join("/ext", "bundled", "luxterm", "luxterm");
const everything: Surroundings = {
  setting: "",
  folder: "/ws",
  interpreter: "/venv/bin/python",
  extension: "/ext",
  home: "/home/drafter",
  path: "/usr/bin:relative:/opt/bin:/later",
  windows: false,
  exists: (file) => [BUNDLED, "/opt/bin/luxterm", "/later/luxterm", "relative/luxterm"].includes(file),
};
const commands = (at: Partial<Surroundings>) =>
  candidates({ ...everything, ...at }).map((each) => each.command);

for (const [name, at, expected] of [
  ["the interpreter, then the bundled one, then PATH", {}, ["/venv/bin/python", BUNDLED, "/opt/bin/luxterm"]],
  ["no interpreter", { interpreter: undefined }, [BUNDLED, "/opt/bin/luxterm"]],
  ["nothing anywhere", { interpreter: undefined, exists: () => false }, []],
  ["a setting stands alone", { setting: "/mine/luxterm" }, ["/mine/luxterm"]],
  ["a setting in the home folder", { setting: "~/bin/luxterm" }, ["/home/drafter/bin/luxterm"]],
  ["a tilde that is part of a name", { setting: "/a/~luxterm" }, ["/a/~luxterm"]],
  [
    "a setting in the workspace",
    { setting: "${workspaceFolder}/.venv/bin/luxterm" },
    ["/ws/.venv/bin/luxterm"],
  ],
  [
    "another system's program",
    { windows: true, interpreter: undefined, exists: (file: string) => file === "/opt/bin/luxterm.exe" },
    ["/opt/bin/luxterm.exe"],
  ],
  ["a relative folder on PATH is never used", { interpreter: undefined, path: "relative:." }, [BUNDLED]],
] as [string, Partial<Surroundings>, string[]][]) {
  test(`places: ${name}`, () => assert.deepEqual(commands(at), expected));
}

test("a file of the folder can't stand in for the package", () => {
  assert.deepEqual(candidates(everything)[0]?.args, ["-P", "-m", "luxterm"]);
});

test("the first that runs is taken, and the log says which and why not the others", async () => {
  const lines: string[] = [];
  const tried: string[] = [];
  const found = await find(
    candidates(everything),
    async ({ command }) => {
      tried.push(command);
      if (command === "/venv/bin/python") {
        throw new Error("Traceback\n/venv/bin/python: No module named luxterm\n");
      }
      return { name: "luxterm", version: "0.1.0" };
    },
    (line) => lines.push(line),
  );
  assert.equal(found?.command, BUNDLED);
  assert.equal(found?.version, "0.1.0");
  assert.deepEqual(tried, ["/venv/bin/python", BUNDLED]);
  assert.deepEqual(lines, [
    "Does not run, from the Python interpreter: /venv/bin/python -P -m luxterm: /venv/bin/python: No module named luxterm",
    `luxterm 0.1.0 from the extension itself: ${BUNDLED}`,
  ]);
});

test("a program that isn't luxterm is not taken", async () => {
  const lines: string[] = [];
  const found = await find(
    candidates({ ...everything, setting: "/bin/echo" }),
    async () => ({ name: "another" }),
    (line) => lines.push(line),
  );
  assert.equal(found, undefined);
  assert.deepEqual(lines, [
    "Not luxterm, from the setting luxterm.path: /bin/echo",
    "luxterm was not found.",
  ]);
});
