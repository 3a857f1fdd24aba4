/** What is switched on when a document that luxterm reads is opened. */

import { commands, type ExtensionContext, type LogOutputChannel, l10n, Uri, window, workspace } from "vscode";
import { Card } from "./card";
import { Server } from "./client";
import { register } from "./commands";
import { onInterpreterChange } from "./interpreter";
import { named } from "./locate";
import { clear } from "./printed";
import { status } from "./status";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("luxterm", { log: true });
  server = new Server(context, log);
  await watch(context, server, log);
}

/** The server has ended when this has, and no page for the browser is left. */
export async function deactivate(): Promise<void> {
  await Promise.allSettled([server?.stop(), clear()]);
}

async function watch(context: ExtensionContext, server: Server, log: LogOutputChannel): Promise<void> {
  const card = new Card();
  context.subscriptions.push(
    log,
    card,
    server,
    ...register(server, log, card, context.extensionUri),
    ...status(server, server.selector),
    server.onChange(() => server.state === "missing" && void missing(context.extensionUri)),
    server.onChange(() => server.state === "running" && found()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("luxterm.path")) {
        void server.restart();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => server.restart()),
  );
  void commands.executeCommand("setContext", "luxterm.languages", server.languages);
  await server.restart();
  const watching = await onInterpreterChange(() => {
    if (server.luxterm?.origin !== "setting") {
      void server.restart();
    }
  });
  context.subscriptions.push(...watching);
}

/** Ticks off the walkthrough's first step: for a moment, as what holds already when that is first shown never counts. */
function found(): void {
  for (const now of [true, false]) {
    void commands.executeCommand("setContext", "luxterm.found", now);
  }
}

/** Says what is wrong: the program that the setting names doesn't run, or there is none anywhere. */
async function missing(extension: Uri): Promise<void> {
  const program = named();
  const [how, log, setting] = [l10n.t("How to install"), l10n.t("Show log"), l10n.t("Open the setting")];
  const chosen =
    program === ""
      ? await window.showErrorMessage(
          l10n.t("luxterm is not installed where this extension looks for it."),
          how,
          log,
        )
      : await window.showErrorMessage(
          l10n.t(
            "The program that the setting luxterm.path names is not luxterm, or doesn't run: {0}",
            program,
          ),
          setting,
          log,
        );
  if (chosen === how) {
    // A page of its own: the walkthrough hides its instructions in a narrow window
    const page = Uri.joinPath(extension, "walkthrough", l10n.t("install.md"));
    await commands.executeCommand("markdown.showPreview", page);
  } else if (chosen === setting) {
    await commands.executeCommand("workbench.action.openSettings", "@id:luxterm.path");
  } else if (chosen === log) {
    await commands.executeCommand("luxterm.showLog");
  }
}
