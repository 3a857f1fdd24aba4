/** The luxterm of this editor on this machine. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { promisify } from "node:util";
import { workspace } from "vscode";
import { type Candidate, candidates, find, type Luxterm } from "./find";
import { interpreter } from "./interpreter";

const run = promisify(execFile);
/** Milliseconds for `luxterm --version`: the first start on a slow disk takes seconds. */
const TIMEOUT = 30_000;

/** The luxterm to use; `extension` is the extension's own folder. Undefined when there is none that runs. */
export async function locate(extension: string, log: (line: string) => void): Promise<Luxterm | undefined> {
  const folder = workspace.workspaceFolders?.find((each) => each.uri.scheme === "file")?.uri;
  const places = candidates({
    setting: workspace.getConfiguration("luxterm", folder).get("path", "").trim(),
    folder: folder?.fsPath,
    interpreter: workspace.isTrusted ? await interpreter(folder) : undefined,
    extension,
    home: homedir(),
    path: process.env["PATH"] ?? "",
    windows: process.platform === "win32",
    exists: existsSync,
  });
  return find(places, version, log);
}

async function version({ command, args }: Candidate): Promise<string> {
  return (await run(command, [...args, "--version"], { timeout: TIMEOUT })).stdout;
}
