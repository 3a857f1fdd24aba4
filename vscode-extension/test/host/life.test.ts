/** The server's life: it comes back when it dies, and two never run at once. */

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, file, found, servers, show, type Test, underlined } from "./editor";

const BOTH = ["child pornography", "child prostitute"];

export const tests: Test[] = [
  [
    "a server that dies comes back, and checks what is open",
    async () => {
      const { document } = await show("geneva/policy.md");
      await underlined(document, BOTH);
      const [old, ...others] = servers();
      assert.ok(old !== undefined && others.length === 0);
      process.kill(old.id, "SIGKILL");
      await eventually(servers, (now) => now.length === 1 && now[0]?.id !== old.id);
      const editor = await show("geneva/policy.md");
      await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), "By child pornography. "));
      await underlined(document, ["child pornography", ...BOTH]);
      await vscode.commands.executeCommand("undo");
      await underlined(document, BOTH);
    },
  ],
  [
    "restarts wait for each other",
    async () => {
      const [old] = servers();
      let most = 0;
      const watch = setInterval(() => {
        most = Math.max(most, servers().length);
      }, 5);
      await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand("luxterm.restart")));
      clearInterval(watch);
      assert.equal(most, 1);
      assert.notEqual(servers()[0]?.id, old?.id);
      const { document } = await show("geneva/policy.md");
      await underlined(document, BOTH);
    },
  ],
  [
    "closing a document takes its findings away",
    async () => {
      const uri = file("canberra/annex.md");
      await vscode.commands.executeCommand("vscode.open", uri); // what tests open by API stays open for minutes
      await eventually(
        () => found(uri).length,
        (now) => now === BOTH.length,
      );
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await eventually(
        () => found(uri).length,
        (now) => now === 0,
      );
    },
  ],
];
