// Runs test/host/*.test.ts in the extension host of a real VS Code, with the packed extension installed. LUXTERM is the
// setting luxterm.path; STUB_PYTHON the interpreter that the extension in stubs/STUB has chosen; EXPECTED a part of the
// command that must then run; ONLY=finding leaves out all but that it runs.
import { join } from "node:path";
import { openPage, sleep, startEditor } from "./editor.mjs";
import { WORKSPACE } from "./workspace.mjs";

const LIMIT = 120_000;
const here = import.meta.dirname;
const { LUXTERM, STUB, STUB_PYTHON } = process.env;
const editor = await startEditor({
  files: WORKSPACE,
  luxterm: LUXTERM,
  driven: true,
  extensions: STUB_PYTHON ? [join(here, "stubs", STUB)] : [],
  env: { PATH: process.env.EDITORS_PATH ?? process.env.PATH },
});
const { page, close } = await openPage();
let status = "no result in time";
try {
  const exit = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
  await page.exposeFunction("codeAutomationLog", (_, said) => {
    if (/^(ok|not ok|#)/.test(String(said[0]))) {
      console.log(said.join(" "));
    }
  });
  const inside = (path) => `vscode-remote://${editor.authority}${path}`;
  const payload = [
    ["extensionDevelopmentPath", inside(join(here, "driver"))], // the extension itself is the installed one
    ["extensionTestsPath", inside(join(here, "..", "out", "host", "index.js"))],
  ];
  const query = new URLSearchParams({
    workspace: join(editor.folder, "both.code-workspace"),
    payload: JSON.stringify(payload),
  });
  await page.goto(`${editor.url}?${query}`);
  status = await Promise.race([exit, sleep(LIMIT).then(() => status)]);
  if (status !== 0) {
    console.error(`status: ${status}\n${editor.log()}`);
  }
} finally {
  await close();
  await editor.stop();
}
process.exit(status === 0 ? 0 : 1);
