/** Everything safe in the document, shown before it is done. */

import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Disposable,
  l10n,
  languages,
  Range,
  type TextDocument,
  type TextEdit,
  Uri,
  window,
  workspace,
} from "vscode";
import type { Server } from "./client";
import { inView } from "./view";

const FIX_ALL = CodeActionKind.SourceFixAll.append("luxterm");
const SCHEME = "luxterm-fixed";
/** Each preview has an address of its own: the editor may still have the text of the one before. */
let previews = 0;

/** Shows the document beside itself with all safe replacements made, and makes them if the reader agrees. */
export async function fixAll(server: Server): Promise<void> {
  const { document } = inView();
  const { version } = document;
  if (server.state !== "running") {
    throw new Error(l10n.t("luxterm is not running."));
  }
  if (languages.match(server.selector, document) === 0) {
    throw new Error(l10n.t("luxterm doesn't check documents of this kind."));
  }
  const everything = new Range(0, 0, document.lineCount, 0);
  const found = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    everything,
    FIX_ALL.value,
    1,
  );
  const edit = found.find((each) => each.edit !== undefined)?.edit;
  const edits = edit?.get(document.uri) ?? [];
  if (edit === undefined || edits.length === 0) {
    void window.showInformationMessage(l10n.t("luxterm: there is nothing to replace that is certain."));
    return;
  }
  const after = Uri.from({ scheme: SCHEME, path: document.uri.path, query: String(++previews) });
  const shown = provide(after, applied(document, edits));
  try {
    const name = document.uri.path.split("/").at(-1) ?? "";
    await commands.executeCommand("vscode.diff", document.uri, after, l10n.t("{0}: all that is safe", name));
    const replace = l10n.t("Replace");
    const said =
      edits.length === 1
        ? l10n.t("luxterm: make this replacement?")
        : l10n.t("luxterm: make these {0} replacements?", edits.length);
    // Not a notification: those go away by themselves, and a long document takes long to look at
    const answers = [replace, l10n.t("Leave as it is")];
    const placeHolder = l10n.t("Look at the changes first: this question stays.");
    const chosen = await window.showQuickPick(answers, { title: said, placeHolder, ignoreFocusOut: true });
    if (chosen === replace && document.version === version) {
      await workspace.applyEdit(edit);
    } else if (chosen === replace) {
      throw new Error(l10n.t("The document has changed meanwhile: nothing was replaced."));
    }
    await close(after);
  } finally {
    shown.dispose();
  }
}

function applied(document: TextDocument, edits: readonly TextEdit[]): string {
  let text = document.getText();
  for (const { range, newText } of edits.toSorted((a, b) => b.range.start.compareTo(a.range.start))) {
    text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  }
  return text;
}

function provide(page: Uri, text: string): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (asked) => (asked.toString() === page.toString() ? text : undefined),
  });
}

async function close(after: Uri): Promise<void> {
  for (const tab of window.tabGroups.all.flatMap((group) => group.tabs)) {
    const input = tab.input as { modified?: Uri } | undefined;
    if (input?.modified?.toString() === after.toString()) {
      await window.tabGroups.close(tab);
    }
  }
}
