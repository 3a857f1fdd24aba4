/** What is switched on when a document that luxterm reads is opened. */

import { commands, type ExtensionContext, type LogOutputChannel, l10n, window, workspace } from "vscode";
import { Card } from "./card";
import { Server } from "./client";
import { register } from "./commands";
import { onInterpreterChange } from "./interpreter";
import { status } from "./status";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("luxterm", { log: true });
  server = new Server(context, log);
  await watch(context, server, log);
}

/** The server has ended when this has. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

async function watch(context: ExtensionContext, server: Server, log: LogOutputChannel): Promise<void> {
  const card = new Card();
  context.subscriptions.push(
    log,
    card,
    server,
    ...register(server, log, card),
    ...status(server, server.languages),
    server.onChange(() => server.state === "missing" && void missing()),
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

async function missing(): Promise<void> {
  const how = l10n.t("How to install");
  const chosen = await window.showErrorMessage(
    l10n.t("luxterm was not found, or the one named in the setting luxterm.path doesn't run."),
    how,
    l10n.t("Show log"),
  );
  if (chosen === how) {
    await commands.executeCommand("workbench.action.openWalkthrough", "luxterm.luxterm#luxterm.start");
  } else if (chosen !== undefined) {
    await commands.executeCommand("luxterm.showLog");
  }
}
