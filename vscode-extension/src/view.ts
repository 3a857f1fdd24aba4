/** What the reader is looking at. */

import { l10n, type TextEditor, window } from "vscode";

/** The active editor. Throws when there is none. */
export function inView(): TextEditor {
  if (window.activeTextEditor === undefined) {
    throw new Error(l10n.t("Open a document and put the cursor on a word first."));
  }
  return window.activeTextEditor;
}
