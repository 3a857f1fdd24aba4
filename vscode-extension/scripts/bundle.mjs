// Bundles the extension into dist/ and its tests into out/. `--watch` does so at every change, `--minify` for the package.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { context } from "esbuild";

const flags = process.argv.slice(2);
const common = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
};
const all = [
  {
    entryPoints: ["src/extension.ts"],
    outdir: "dist",
    metafile: true,
    plugins: [{ name: "notices", setup: (build) => build.onEnd(({ metafile }) => writeNotices(metafile)) }],
    minify: flags.includes("--minify"),
    sourcemap: flags.includes("--watch"),
  },
  {
    entryPoints: ["test/unit/all.ts", "test/host/index.ts"],
    outdir: "out",
    outbase: "test",
    sourcemap: "inline",
  },
];
for (const each of all) {
  const build = await context({ ...common, ...each });
  await (flags.includes("--watch") ? build.watch() : build.rebuild().finally(() => build.dispose()));
}

/** The licences of the packages that are in the bundle, beside it. */
function writeNotices(metafile) {
  const inside = Object.keys(metafile?.inputs ?? {}).flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [],
  );
  const notices = [...new Set(inside)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|thirdparty)/i.test(file));
    const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
    return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
  });
  if (existsSync("dist")) {
    writeFileSync(
      "dist/NOTICES.txt",
      `This extension contains:\n\n${notices.join(`\n${"-".repeat(72)}\n\n`)}`,
    );
  }
}
