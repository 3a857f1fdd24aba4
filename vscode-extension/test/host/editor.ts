/** What the tests do in the editor, and how they wait for what follows. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as vscode from "vscode";

/** How many code actions are asked for together with what they change. */
const RESOLVED = 20;

export type Test = readonly [name: string, run: () => Promise<void>];

/** Milliseconds within which what a test waits for must happen; the first marks wait for a termbase to be compiled. */
const PATIENCE = Number(process.env["PATIENCE"] ?? 60_000);

/** What `look` gives as soon as `good` holds of it; fails with what it gave last. */
export async function eventually<T>(
  look: () => T | PromiseLike<T>,
  good: (value: T) => boolean,
  patience = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await look();
    if (good(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      assert.fail(`never came about; the last look gave ${JSON.stringify(value)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The file of the workspace, by folder and name. */
export function file(path: string): vscode.Uri {
  const root = vscode.workspace.workspaceFile as vscode.Uri;
  return vscode.Uri.joinPath(root, "..", path);
}

/** The file on disk, whose text is `text` from now on. */
export async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file(path), Buffer.from(text));
}

export async function read(path: string): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(file(path))).toString();
}

export async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(file(path), { preview: false });
}

/** The findings that are shown for a document, in its order. */
export function found(uri: vscode.Uri): vscode.Diagnostic[] {
  const ours = vscode.languages.getDiagnostics(uri).filter((each) => each.source === "luxterm");
  return ours.sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The words that are underlined in an open document, once they are `expected`. */
export async function underlined(document: vscode.TextDocument, expected: string[]): Promise<void> {
  const texts = () => found(document.uri).map((each) => document.getText(each.range));
  await eventually(texts, (now) => JSON.stringify(now) === JSON.stringify(expected));
}

/** The code actions at the nth finding, once there are any. */
export async function actions(document: vscode.TextDocument, nth: number): Promise<vscode.CodeAction[]> {
  return eventually(
    async () => {
      const range = found(document.uri)[nth]?.range ?? new vscode.Range(0, 0, 0, 0);
      return vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
        RESOLVED,
      );
    },
    (all) => all.length > 0,
  );
}

/** What is offered at the nth finding, by title. */
export async function titles(document: vscode.TextDocument, nth: number): Promise<string[]> {
  return (await actions(document, nth)).map((action) => action.title);
}

/** Does what choosing the action in the menu does. Fails where it isn't offered. */
export async function choose(document: vscode.TextDocument, nth: number, title: RegExp): Promise<void> {
  const all = await actions(document, nth);
  const action = all.find((each) => title.test(each.title));
  assert.ok(action, `not among ${all.map((each) => each.title).join(" | ")}`);
  if (action.edit !== undefined) {
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  }
  if (action.command !== undefined) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

/** The language servers that this extension host started. */
export function servers(): { id: number; command: string }[] {
  return readdirSync("/proc").flatMap((id) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0").join(" ").trim();
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
      return parent === String(process.pid) && /luxterm.* server$/.test(command)
        ? { id: Number(id), command }
        : [];
    } catch {
      return []; // not a process, or gone meanwhile
    }
  });
}
