/** The places where this editor on this machine may have luxterm. */

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { workspace } from "vscode";
import { type Candidate, candidates } from "./find";
import { interpreter } from "./interpreter";

/** The places to try, best first; `extension` is the extension's own folder. */
export async function locate(extension: string): Promise<Candidate[]> {
  const folder = workspace.workspaceFolders?.find((each) => each.uri.scheme === "file")?.uri;
  return candidates({
    setting: workspace.getConfiguration("luxterm", folder).get("path", "").trim(),
    folder: folder?.fsPath,
    interpreter: workspace.isTrusted ? await interpreter(folder) : undefined,
    extension,
    home: homedir(),
    path: process.env["PATH"] ?? "",
    windows: process.platform === "win32",
    exists: existsSync,
  });
}
