/** What is said to the reader, in the editor's language. */

import { l10n } from "vscode";
import type { Say } from "./text";

/** For the sentences of `text.ts`, which doesn't know the editor. */
export const say: Say = (message, ...args) => l10n.t(message, ...args);
