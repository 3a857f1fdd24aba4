/** Everything safe in the document, shown before it is done. */

import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Disposable,
  l10n,
  languages,
  Range,
  type Tab,
  TabInputTextDiff,
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

/** What waits for the reader, by the address of its preview. */
const waiting = new Map<string, (replace: boolean) => void>();

/** Answers for the preview in view, from a button above it or the palette. */
export function answer(replace: boolean): void {
  const tab = window.tabGroups.activeTabGroup.activeTab;
  waiting.get(previewIn(tab) ?? "")?.(replace);
}

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
    const said =
      edits.length === 1
        ? l10n.t("luxterm: make 1 replacement? The buttons are above.")
        : l10n.t("luxterm: make {0} replacements? The buttons are above.", edits.length);
    // The buttons aren't in the notification: it goes away by itself, and a long document takes long to look at
    void window.showInformationMessage(said);
    const replace = await decided(after);
    await close(after);
    if (replace && document.version !== version) {
      throw new Error(l10n.t("The document has changed meanwhile: nothing was replaced."));
    }
    if (replace) {
      await workspace.applyEdit(edit);
    }
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

/** Whether to replace; who closes the preview leaves the document as it is. */
async function decided(after: Uri): Promise<boolean> {
  const page = after.toString();
  let closing: Disposable | undefined;
  try {
    return await new Promise<boolean>((resolve) => {
      waiting.set(page, resolve);
      closing = window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => previewIn(tab) === page)) {
          resolve(false);
        }
      });
    });
  } finally {
    closing?.dispose();
    waiting.delete(page);
  }
}

function previewIn(tab: Tab | undefined): string | undefined {
  return tab?.input instanceof TabInputTextDiff ? tab.input.modified.toString() : undefined;
}

async function close(after: Uri): Promise<void> {
  for (const tab of window.tabGroups.all.flatMap((group) => group.tabs)) {
    if (previewIn(tab) === after.toString()) {
      await window.tabGroups.close(tab);
    }
  }
}
