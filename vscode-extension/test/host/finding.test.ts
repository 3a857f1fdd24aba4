/** Which luxterm runs, and that it does. */

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { found, servers, show, type Test, underlined } from "./editor";

export const tests: Test[] = [
  [
    "the extension under test is the packed one",
    async () => {
      const extension = vscode.extensions.getExtension("luxterm.luxterm");
      assert.match(extension?.extensionPath ?? "", /exts\/luxterm\.luxterm-[\d.]+/);
    },
  ],
  [
    "opening a document underlines its words, with id and link",
    async () => {
      const { document } = await show("geneva/policy.md");
      await underlined(document, ["child pornography", "child prostitute"]);
      const [first] = found(document.uri);
      assert.equal(first?.severity, vscode.DiagnosticSeverity.Error);
      const code = first?.code as { value: string; target: vscode.Uri };
      assert.equal(code.value, "child-pornography");
      assert.match(code.target.toString(), /child-pornography|csam/);
    },
  ],
  [
    "the luxterm that is meant is the one that runs",
    async () =>
      assert.match(servers()[0]?.command ?? "none", new RegExp(process.env["EXPECTED"] ?? "server$")),
  ],
];
