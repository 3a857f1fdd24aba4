/** A drafter's document: what is underlined, why, and how it is changed. */

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { actions, choose, eventually, found, read, show, type Test, titles, underlined } from "./editor";

const OFFENCE = "child pornography";
const BOTH = [OFFENCE, "child prostitute"];

export const tests: Test[] = [
  [
    "pointing at a word shows its card",
    async () => {
      const { document } = await show("geneva/policy.md");
      const place = found(document.uri)[0]?.range.start as vscode.Position;
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        place,
      );
      const said = hovers.flatMap((each) =>
        each.contents.map((part) => (part as vscode.MarkdownString).value),
      );
      assert.match(said.join("\n"), /child sexual abuse material/);
    },
  ],
  [
    "the first change offered is the preferred one, and keeping is offered too",
    async () => {
      const { document } = await show("geneva/policy.md");
      const [first, ...others] = await actions(document, 0);
      assert.equal(first?.title, "Replace with “child sexual abuse material”");
      assert.equal(first?.isPreferred, true);
      assert.ok(!others.some((action) => action.isPreferred));
      assert.ok((await titles(document, 0)).some((title) => title.startsWith("Keep here")));
    },
  ],
  [
    "a quick fix changes the word and nothing else",
    async () => {
      const { document } = await show("geneva/policy.md");
      const before = document.getText();
      await choose(document, 0, /^Replace with “child sexual abuse material”$/);
      assert.equal(document.getText(), before.replace(OFFENCE, "child sexual abuse material"));
      await underlined(document, ["child prostitute"]);
      await vscode.commands.executeCommand("undo");
      await underlined(document, BOTH);
    },
  ],
  [
    "a document that isn't saved anywhere is checked",
    async () => {
      const content = `The State shall prohibit ${OFFENCE}.\n`;
      const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
      await vscode.window.showTextDocument(document);
      await underlined(document, [OFFENCE]);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await eventually(
        () => found(document.uri).length,
        (count) => count === 0,
      );
    },
  ],
  [
    "saving puts right what is certain, where that is set",
    async () => {
      const { document } = await show("geneva/notes.txt");
      await underlined(document, [OFFENCE]);
      const settings = vscode.workspace.getConfiguration("editor", document.uri);
      const target = vscode.ConfigurationTarget.WorkspaceFolder;
      await settings.update("codeActionsOnSave", { "source.fixAll.luxterm": "always" }, target);
      const editor = await show("geneva/notes.txt");
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "Rules. "));
      await document.save();
      await settings.update("codeActionsOnSave", undefined, target);
      assert.equal(
        await read("geneva/notes.txt"),
        "Rules. The platform removes child sexual abuse material within a day.\n",
      );
      await underlined(document, []);
    },
  ],
  [
    "completion offers what to say instead",
    async () => {
      const { document } = await show("geneva/page.html");
      const editor = await show("geneva/page.html");
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 3), "child sexual ab "));
      const list = await eventually(
        () =>
          vscode.commands.executeCommand<vscode.CompletionList>(
            "vscode.executeCompletionItemProvider",
            document.uri,
            new vscode.Position(1, 18),
          ),
        ({ items }) =>
          items.some(
            ({ label }) =>
              (typeof label === "string" ? label : label.label) === "child sexual abuse material",
          ),
      );
      assert.ok(list.items.length > 0);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    },
  ],
];
