// A folder that nobody has trusted: its documents are checked, by what the drafter chose. What the folder's own settings
// name is neither run nor believed, until she trusts it. LUXTERM is the program that she chose, DESK a termbase.
import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startEditor } from "./editor.mjs";
import { openWindow, perform } from "./window.mjs";

const { LUXTERM, DESK } = process.env;
const desk = (name) => readFileSync(join(DESK, name), "utf8");

const editor = await startEditor({
  files: {
    "given/policy.md": "The report desk answers within a day. The State shall prohibit child pornography.\n",
    "given/program": `#!/bin/sh\ntouch "$(dirname "$0")/has-run"\nexec "${LUXTERM}" "$@"\n`,
    "given/house/concepts/desk.toml": desk("concepts/desk.toml"),
    "given/house/sources.toml": desk("sources.toml"),
    "given/luxterm.toml": 'lexicon = ["house"]\n',
    "given/.vscode/settings.json": JSON.stringify({
      "luxterm.path": "${workspaceFolder}/program",
      "luxterm.lexicon": ["house"],
    }),
  },
  luxterm: LUXTERM,
  trusting: false,
});
const folder = join(editor.folder, "given");
chmodSync(join(folder, "program"), 0o755);
const window = await openWindow();
const { page, rows, squiggles, shot, pressUntil, open, command, inWebview, webview } = window;
const problems = (text) => rows(".markers-panel", text);
const hasRun = () => existsSync(join(folder, "has-run"));

await perform(
  {
    "a folder that isn't trusted is said to be so": async () => {
      await window.show(editor.url, folder, "policy.md");
      await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    },
    "its documents are checked, by the program and the lexicon that the drafter chose": async () => {
      await open("policy.md");
      await squiggles().first().waitFor();
      await pressUntil("Control+Shift+M", problems("child pornography"));
      await shot("restricted");
      assert.equal(await squiggles().count(), 1);
      assert.equal(hasRun(), false);
    },
    "so is the report": async () => {
      await command("luxterm: Open the Report");
      await inWebview("mark", "child pornography");
      assert.equal(await webview().locator("mark").count(), 1);
      assert.equal(hasRun(), false);
    },
    "once it is trusted, by those that the folder names": async () => {
      await command("Workspaces: Manage Workspace Trust");
      const trust = page
        .locator(".workspace-trust-editor")
        .getByRole("button", { name: "Trust", exact: true });
      await trust.click();
      await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor({ state: "detached" });
      await problems("report desk").waitFor();
      await problems("child pornography").waitFor();
      assert.equal(hasRun(), true);
    },
  },
  editor,
  window,
);
