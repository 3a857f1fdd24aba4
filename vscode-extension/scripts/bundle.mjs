// Bundles the extension into dist/ and its tests into out/. `--watch` does so at every change, `--minify` for the package.
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
