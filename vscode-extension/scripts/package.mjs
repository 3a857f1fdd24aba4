// Makes the .vsix: `node scripts/package.mjs FILE` without luxterm in it, for every system; with `--with PYTHON` a
// self-contained one for this system, whose luxterm is built with that Python (which has luxterm and PyInstaller).
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({ options: { with: { type: "string" } }, allowPositionals: true });
const bundled = join(root, "bundled", "luxterm");
const args = [
  "package",
  "--no-dependencies",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
  "--out",
  resolve(positionals[0] ?? "luxterm.vsix"),
];

function run(command, ...rest) {
  const { status, error } = spawnSync(command, rest, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(error?.message ?? `${command} failed`);
    process.exit(1);
  }
}

rmSync(bundled, { recursive: true, force: true });
if (values.with !== undefined) {
  run(values.with, join("scripts", "freeze.py"), bundled);
  args.push("--target", `${process.platform}-${process.arch}`);
}
run(join(root, "node_modules", ".bin", "vsce"), ...args);
