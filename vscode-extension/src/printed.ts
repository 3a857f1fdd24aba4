/** A page outside of the editor, for the browser: it has whole sentences of documents, so only one is ever left. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string | undefined;

/** Writes the page into a folder of its own, in place of the one before; its path. */
export async function lay(html: string): Promise<string> {
  await clear();
  folder = await mkdtemp(join(tmpdir(), "luxterm-"));
  const file = join(folder, "luxterm-report.html");
  await writeFile(file, html);
  return file;
}

/** Removes the page, if there is one. */
export async function clear(): Promise<void> {
  const gone = folder;
  folder = undefined;
  if (gone !== undefined) {
    await rm(gone, { recursive: true, force: true });
  }
}
