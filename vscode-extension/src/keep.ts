/** Keep here: asks why a word may stay, and has the server write that beside it, or into luxterm-kept.toml. */

import { l10n, window } from "vscode";
import type { Server } from "./client";
import { say } from "./say";
import { unfit } from "./text";

/** What the server's code action hands over; all of it but these two is the server's own. */
interface Kept {
  readonly text?: string;
  readonly outside?: boolean;
}

/** Does nothing when the question is dismissed: a suppression without a reason is itself a finding. */
export async function keepHere(server: Server, kept: Kept): Promise<void> {
  const reason = await window.showInputBox({
    title: kept.text === undefined ? l10n.t("Keep here") : l10n.t("Keep “{0}” here", kept.text),
    prompt:
      kept.outside === true
        ? l10n.t("Why may this word stay? The reason is written into luxterm-kept.toml, with its sentence.")
        : l10n.t(
            "Why may this word stay? The reason is written into the document, for whoever reads it next.",
          ),
    placeHolder: l10n.t("name of the offence in section 163.1"),
    ignoreFocusOut: true,
    validateInput: (given) => unfit(given, say),
  });
  if (reason !== undefined) {
    await server.execute("luxterm.keepHere", { ...kept, reason: reason.trim() });
  }
}
