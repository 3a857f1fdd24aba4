/** The report on all folders, made by luxterm itself and shown beside the documents. */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { relative, resolve } from "node:path";
import {
  type CancellationToken,
  env,
  l10n,
  Position,
  ProgressLocation,
  Range,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { Server } from "./client";
import type { Luxterm } from "./find";
import { type Decided, options } from "./options";
import { lay } from "./printed";

/** Exit statuses after which there is a report: nothing found, something found, some input unreadable. */
const REPORTED = [0, 1, 2];

/** The editor's colours for some of the report's own; the others are those for a light or a dark page, as the editor is. */
const THEME = `body[class] {
  --paper: var(--vscode-editor-background); --card: var(--vscode-editorWidget-background);
  --ink: var(--vscode-editor-foreground); --quiet: var(--vscode-descriptionForeground);
  --line: var(--vscode-widget-border, var(--vscode-editorWidget-border)); --accent: var(--vscode-textLink-foreground);
}
body { font-family: var(--vscode-font-family); }
.l[data-at], h3[data-d] { cursor: pointer; text-decoration: underline; }
@media print { body[class] { --paper: #fff; --card: #fff; --ink: #000; } }`;
/** A place that is clicked is told to the extension, which opens the document there. */
const OPENING = `const editor = acquireVsCodeApi();
document.addEventListener("click", ({ target }) => {
  const place = target.closest(".l[data-at], h3[data-d]");
  if (place === null) return;
  const number = place.dataset.d ?? place.closest(".f").dataset.k.split(" ")[3];
  const path = document.querySelector('h3[data-d="' + number + '"]').textContent;
  editor.postMessage({ path, at: place.dataset.at });
});`;

/** A report that is open: what luxterm wrote, and the folder that its paths begin in. */
let shown: { readonly panel: WebviewPanel; readonly html: string } | undefined;

export async function openReport(server: Server): Promise<void> {
  const folders = (workspace.workspaceFolders ?? [])
    .map((folder) => folder.uri)
    .filter((uri) => uri.scheme === "file");
  const checked = folders.filter((uri) => workspace.getConfiguration("luxterm", uri).get("enable", true));
  const [first, ...others] = checked;
  const { luxterm } = server;
  if (luxterm === undefined) {
    throw new Error(l10n.t("luxterm was not found."));
  }
  if (folders.length === 0) {
    throw new Error(l10n.t("Open a folder first: the report covers all of its documents."));
  }
  if (first === undefined) {
    throw new Error(l10n.t("The setting luxterm.enable leaves out all of this folder."));
  }
  // As seen from the first: on another drive the whole path
  const paths = [".", ...others.map((folder) => relative(first.fsPath, folder.fsPath))];
  const chosen = options(await Promise.all(checked.map((uri) => decided(server, uri))));
  const html = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t("luxterm: writing the report"),
      cancellable: true,
    },
    (_, token) => report(luxterm, first.fsPath, [...chosen, "--", ...paths], token),
  );
  if (html === undefined) {
    return;
  }
  const panel = window.createWebviewPanel("luxterm.report", l10n.t("luxterm report"), ViewColumn.Active, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  shown = { panel, html };
  panel.onDidDispose(() => {
    shown = shown?.panel === panel ? undefined : shown;
  });
  panel.webview.onDidReceiveMessage((clicked: { path: string; at?: string }) =>
    open(first, clicked).catch((error) => window.showErrorMessage(String(error?.message ?? error))),
  );
  panel.webview.html = themed(html);
}

/** What the editor's settings say of a folder. */
async function decided(server: Server, folder: Uri): Promise<Decided> {
  const { settings } = await server.execute<{ settings: object }>("luxterm.profiles", {
    uri: folder.toString(),
  });
  const exclude = workspace.getConfiguration("luxterm", folder).get<string[]>("exclude", []);
  return { folder: folder.fsPath, settings, exclude };
}

/** Saves the open report as a page of its own, where the reader says. */
export async function saveReport(): Promise<void> {
  const html = current();
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, "luxterm-report.html") }),
    filters: { HTML: ["html"] },
  });
  if (target !== undefined) {
    await workspace.fs.writeFile(target, Buffer.from(html));
  }
}

/** Opens the report in the browser, which can print it: the editor can't. */
export async function printReport(): Promise<void> {
  await env.openExternal(Uri.file(await lay(current())));
}

function current(): string {
  if (shown === undefined) {
    throw new Error(l10n.t("Open the report first."));
  }
  return shown.html;
}

async function open(folder: Uri, { path, at }: { path: string; at?: string }): Promise<void> {
  const document = Uri.file(resolve(folder.fsPath, path));
  const there = await workspace.fs.stat(document).then(
    () => true,
    () => false,
  );
  if (!there) {
    throw new Error(l10n.t("{0} is not there any more.", path));
  }
  if (at === undefined) {
    await window.showTextDocument(document).then(undefined, () => env.openExternal(document));
    return;
  }
  const [line = 1, column = 1] = at.split(":").map(Number);
  const position = new Position(line - 1, column - 1);
  await window.showTextDocument(document, { selection: new Range(position, position) });
}

/** The page in the editor's colours, and with places to click; its policy lets in these two and no others. */
function themed(html: string): string {
  const style = colours(html) + THEME;
  return html
    .replace("; script-src '", `; script-src '${digest(OPENING)}' '`)
    .replace("; style-src '", `; style-src '${digest(style)}' '`)
    .replace("</head>", () => `<style>${style}</style>\n</head>`)
    .replace(/<\/body>(?![\s\S]*<\/body>)/, () => `<script>${OPENING}</script>\n</body>`);
}

/** The report's own colours by the editor's theme: the page itself only knows what the computer prefers. */
function colours(html: string): string {
  const [light, dark] = [/:root \{([^{}]*)\}/, /prefers-color-scheme: dark\) \{\s*:root \{([^{}]*)\}/].map(
    (rule) => rule.exec(html)?.[1] ?? "",
  );
  return `body.vscode-dark, body.vscode-high-contrast { ${dark} }
body.vscode-light, body.vscode-high-contrast-light { ${light} }
`;
}

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** The page as luxterm wrote it; undefined when the reader cancelled. Throws with luxterm's own words. */
async function report(
  luxterm: Luxterm,
  folder: string,
  chosen: string[],
  token: CancellationToken,
): Promise<string | undefined> {
  const args = [
    ...luxterm.args,
    "--ui-lang",
    l10n.bundle ? env.language : "en", // as the extension itself
    "check",
    "--format",
    "html",
    "--no-progress",
    ...(workspace.isTrusted ? [] : ["--restricted"]),
    ...chosen,
  ];
  const process = spawn(luxterm.command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
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
