/** Everything safe in the document, shown before it is done. */

import {
  type CodeAction,
  CodeActionKind,
  commands,
  l10n,
  Range,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { inView } from "./view";

const FIX_ALL = CodeActionKind.SourceFixAll.append("luxterm");

/** Opens the editor's own preview of all safe replacements; the reader applies those that she wants. */
export async function fixAll(): Promise<void> {
  const { document } = inView();
  const everything = new Range(0, 0, document.lineCount, 0);
  const found = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    everything,
    FIX_ALL.value,
    1,
  );
  const edit = found.find((each) => each.edit !== undefined)?.edit;
  if (edit === undefined) {
    void window.showInformationMessage(l10n.t("luxterm: there is nothing to replace that is certain."));
    return;
  }
  const asked = new WorkspaceEdit();
  for (const [uri, edits] of edit.entries()) {
    for (const { range, newText } of edits) {
      const label = `“${document.getText(range)}” → “${newText}”`;
      asked.replace(uri, range, newText, { needsConfirmation: true, label });
    }
  }
  await workspace.applyEdit(asked, { isRefactoring: true });
}
