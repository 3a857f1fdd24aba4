// Makes the .vsix: `node scripts/package.mjs FILE` without luxterm in it, for every system; with `--with PYTHON` a
// self-contained one for this system, whose luxterm is built with that Python (which has luxterm and PyInstaller), or
// with `--bring FOLDER` was built already (by `scripts/freeze.py FOLDER`).
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  options: { with: { type: "string" }, bring: { type: "string" } },
  allowPositionals: true,
});
const bundled = join(root, "bundled", "luxterm");
const { url, directory } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).repository;
// The Marketplace shows a README's pictures only from an address; until the project has one they stay as they are
const links = url.startsWith("https://example.org/")
  ? ["--no-rewrite-relative-links"]
  : ["--baseContentUrl", `${url}/blob/HEAD/${directory}`, "--baseImagesUrl", `${url}/raw/HEAD/${directory}`];
const args = ["package", "--no-dependencies", ...links, "--out", resolve(positionals[0] ?? "luxterm.vsix")];

function run(...words) {
  const shell = process.platform === "win32"; // which alone finds .cmd, and breaks words at their spaces
  const [command, ...rest] = shell ? words.map((word) => `"${word}"`) : words;
  const { status, error } = spawnSync(command, rest, { cwd: root, stdio: "inherit", shell });
  if (status !== 0) {
    console.error(error?.message ?? `${command} failed`);
    process.exit(1);
  }
}

rmSync(bundled, { recursive: true, force: true });
if (values.with !== undefined) {
  run(values.with, join("scripts", "freeze.py"), bundled);
} else if (values.bring !== undefined) {
  cpSync(resolve(values.bring), bundled, { recursive: true, verbatimSymlinks: true });
}
if (values.with !== undefined || values.bring !== undefined) {
  args.push("--target", `${process.platform}-${process.arch}`);
}
run(join(root, "node_modules", ".bin", "vsce"), ...args);
