/** The report on all folders, made by luxterm itself and shown beside the documents. */

import { spawn } from "node:child_process";
import { type CancellationToken, env, l10n, ProgressLocation, ViewColumn, window, workspace } from "vscode";
import type { Server } from "./client";
import type { Luxterm } from "./find";

/** Exit statuses after which there is a report: nothing found, something found, some input unreadable. */
const REPORTED = [0, 1, 2];

export async function openReport(server: Server): Promise<void> {
  const folders = (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  if (server.luxterm === undefined) {
    throw new Error(l10n.t("luxterm was not found."));
  }
  if (folders.length === 0) {
    throw new Error(l10n.t("Open a folder first: the report covers all of its documents."));
  }
  const paths = folders.map((folder) => folder.uri.fsPath);
  const html = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t("luxterm: writing the report"),
      cancellable: true,
    },
    (_, token) => report(server.luxterm as Luxterm, paths, token),
  );
  if (html === undefined) {
    return;
  }
  const panel = window.createWebviewPanel("luxterm.report", l10n.t("luxterm report"), ViewColumn.Active, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = html;
}

/** The page as luxterm wrote it; undefined when the reader cancelled. Throws with luxterm's own words. */
async function report(
  luxterm: Luxterm,
  paths: string[],
  token: CancellationToken,
): Promise<string | undefined> {
  const args = [
    ...luxterm.args,
    "--ui-lang",
    env.language,
    "check",
    "--format",
    "html",
    "--no-progress",
    "--",
    ...paths,
  ];
  const process = spawn(luxterm.command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const cancel = token.onCancellationRequested(() => process.kill());
  let [html, said] = ["", ""];
  process.stdout.setEncoding("utf8").on("data", (part: string) => (html += part));
  process.stderr.setEncoding("utf8").on("data", (part: string) => (said += part));
  const status = await new Promise<number | null>((resolve, reject) => {
    process.once("error", reject).once("close", resolve);
  }).finally(() => cancel.dispose());
  if (token.isCancellationRequested) {
    return undefined;
  }
  if (!REPORTED.includes(status ?? -1) || html === "") {
    const why = said.trim() || l10n.t("exit status {0}", String(status));
    throw new Error(l10n.t("The report could not be made: {0}", why));
  }
  return html;
}
