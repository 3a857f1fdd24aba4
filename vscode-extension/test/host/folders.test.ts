/** Several folders, each with its own configuration. */

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { choose, eventually, file, found, read, show, type Test, titles, underlined, write } from "./editor";

const UN = "Replace with “child sexual abuse material”";
const AU = "Replace with “child abuse material”";
const CA = "Replace with “child sexual abuse and exploitation material”";
const BOTH = ["child pornography", "child prostitute"];

/** Waits until the first change offered in a document is `title`. */
async function first(path: string, title: string): Promise<void> {
  const { document } = await show(path);
  await eventually(
    () => titles(document, 0),
    ([offered]) => offered === title,
  );
}

/** Changes the workspace's folders and waits until the editor has done so. */
async function changed(change: () => boolean): Promise<void> {
  const done = new Promise<void>((resolve) => {
    const listening = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      listening.dispose();
      resolve();
    });
  });
  assert.ok(change());
  await done;
}

export const tests: Test[] = [
  [
    "each folder follows its own luxterm.toml",
    async () => {
      await first("canberra/policy.md", AU);
      await first("geneva/policy.md", UN);
    },
  ],
  [
    "a luxterm.toml that changes takes effect, in its folder only",
    async () => {
      await write("canberra/luxterm.toml", 'profile = "ca"\n');
      await first("canberra/policy.md", CA);
      await first("geneva/policy.md", UN);
    },
  ],
  [
    "a luxterm.toml that is broken leaves the last good one in force",
    async () => {
      await write("canberra/luxterm.toml", 'profile = "nowhere"\n');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await first("canberra/policy.md", CA);
      await write("canberra/luxterm.toml", 'profile = "au"\n');
      await first("canberra/policy.md", AU);
    },
  ],
  [
    "a luxterm.toml that appears takes effect",
    async () => {
      await write("geneva/luxterm.toml", '[severity]\nchild-prostitute = "off"\n');
      const { document } = await show("geneva/policy.md");
      await underlined(document, ["child pornography"]);
      await vscode.workspace.fs.delete(file("geneva/luxterm.toml"));
      await underlined(document, BOTH);
    },
  ],
  [
    "a title of the house is written into luxterm.toml, and stays from then on",
    async () => {
      const { document } = await show("geneva/schools.md");
      await underlined(document, ["Child Pornography"]);
      await choose(document, 0, /house titles/);
      await underlined(document, []);
      assert.match(await read("geneva/luxterm.toml"), /^titles = \[\s*"Zero Child Pornography Here"/m);
      await vscode.workspace.fs.delete(file("geneva/luxterm.toml"));
      await underlined(document, ["Child Pornography"]);
    },
  ],
  [
    "a folder that is added is judged by its own rules, and one that is removed goes",
    async () => {
      const count = vscode.workspace.workspaceFolders?.length ?? 0;
      await changed(() => vscode.workspace.updateWorkspaceFolders(count, 0, { uri: file("later") }));
      await first("later/draft.md", CA);
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await changed(() => vscode.workspace.updateWorkspaceFolders(count, 1));
      await first("geneva/policy.md", UN);
    },
  ],
  [
    "checking the workspace finds what no editor shows",
    async () => {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      const uri = file("canberra/policy.md");
      void vscode.commands.executeCommand("luxterm.check");
      await eventually(
        () => found(uri).length,
        (now) => now === 2,
      );
      await vscode.commands.executeCommand("notifications.clearAll");
    },
  ],
];
