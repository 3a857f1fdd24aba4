/** The places where this editor on this machine may have luxterm. */

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { type Uri, workspace } from "vscode";
import { type Candidate, candidates } from "./find";
import { interpreter } from "./interpreter";

/** The places to try, best first; `extension` is the extension's own folder. */
export async function locate(extension: string): Promise<Candidate[]> {
  const folder = firstFolder();
  return candidates({
    setting: named(),
    folder: folder?.fsPath,
    interpreter: workspace.isTrusted ? await interpreter(folder) : undefined,
    extension,
    home: homedir(),
    path: process.env["PATH"] ?? "",
    windows: process.platform === "win32",
    exists: existsSync,
  });
}

/** The setting `luxterm.path`, "" where it is something else than text. */
export function named(): string {
  const setting = workspace.getConfiguration("luxterm", firstFolder()).get<unknown>("path");
  return typeof setting === "string" ? setting.trim() : "";
}

function firstFolder(): Uri | undefined {
  return workspace.workspaceFolders?.find((each) => each.uri.scheme === "file")?.uri;
}
