/** What VS Code calls in its extension host: runs every test in its order, and throws where one fails. */

import { tests as editing } from "./editing.test";
import { tests as finding } from "./finding.test";
import { tests as folders } from "./folders.test";
import { tests as life } from "./life.test";

const LIMIT = 45_000;

export async function run(): Promise<void> {
  const failed: string[] = [];
  const tests = process.env["ONLY"] === "finding" ? finding : [...finding, ...editing, ...folders, ...life];
  for (const [name, test] of tests) {
    const started = Date.now();
    const late = new Promise((_, reject) => setTimeout(reject, LIMIT, new Error("took too long")));
    try {
      await Promise.race([test(), late]);
      console.log(`ok ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed.push(name);
      console.log(`not ok ${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      if (failed.length > 2) {
        break; // what follows would only wait in vain
      }
    }
  }
  if (failed.length > 0) {
    throw new Error(`failed: ${failed.join(", ")}`);
  }
}
