// What stands in the window of a VS Code and what a reader does there; and a run of steps in it. SHOTS names a folder
// for pictures.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openPage } from "./editor.mjs";

export const SHOTS = process.env.SHOTS;

/** The part of the window with the text in it. */
export const TEXT = { x: 352, y: 36, width: 924, height: 370 };

/** A window that shows nothing yet, and the hands and eyes of its reader. */
export async function openWindow(language = "en") {
  const { page, close } = await openPage(language);
  page.setDefaultTimeout(60_000);
  page.setDefaultNavigationTimeout(180_000); // on a busy machine the window alone takes long

  const rows = (inside, text) => page.locator(`${inside} .monaco-list-row`, { hasText: text });
  const squiggles = () => page.locator(".editor-instance .cdr.squiggly-error");
  const line = (text) => page.locator(".editor-instance .view-line", { hasText: text });

  /** A picture of the window, or of a part of it: { x, y, width, height }. */
  async function shot(name, clip) {
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true });
      await page.mouse.move(700, 780);
      await page.waitForTimeout(1000); // for what follows the mouse, and for pages to be drawn
      await page.screenshot({ path: join(SHOTS, `${name}.png`), ...(clip && { clip }) });
    }
  }

  /** Presses a key until something shows: VS Code drops keys, or closes what it opened, while the focus moves. */
  async function pressUntil(key, shown) {
    for (let left = 6; ; left--) {
      await page.keyboard.press(key);
      try {
        return await shown.waitFor({ timeout: 3000 });
      } catch (error) {
        if (left === 0) {
          throw error;
        }
        await page.keyboard.press("Escape");
      }
    }
  }

  /** Polls until `look` gives `expected`. */
  async function becomes(look, expected) {
    await assert.doesNotReject(async () => {
      for (let left = 200; look() !== expected; left--) {
        assert.ok(left > 0, `never became ${JSON.stringify(expected)}, is ${JSON.stringify(look())}`);
        await page.waitForTimeout(50);
      }
    });
  }

  /** Shows a folder in the explorer. */
  async function show(url, folder, first) {
    await page.goto(`${url}?folder=${encodeURIComponent(folder)}`);
    await rows(".explorer-folders-view", first).waitFor();
  }

  async function open(name) {
    await rows(".explorer-folders-view", name).first().dblclick();
    await page.locator(".tab.active", { hasText: name }).waitFor();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
  }

  /** The page that the last opened webview shows. */
  const webview = () => page.frameLocator("iframe.webview").last().frameLocator("#active-frame");
  /** Waits for an element with a text in it. */
  const inWebview = (selector, text) => webview().locator(selector, { hasText: text }).first().waitFor();

  const toast = (text) => page.locator(".notification-toast", { hasText: text });
  const inEditor = (text) => page.locator(".editor-container", { hasText: text }).first().waitFor();

  /** Runs a command of the palette, which may be closed again at once by what is still taking the focus. */
  async function command(title) {
    const row = page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: title });
    for (let left = 5; ; left--) {
      try {
        await page.keyboard.press("F1");
        await page.locator(".quick-input-widget input").fill(`>${title}`, { timeout: 2000 });
        await row.waitFor({ timeout: 3000 });
        await page.keyboard.press("Enter");
        return;
      } catch (error) {
        if (left === 0) {
          throw error;
        }
      }
    }
  }

  /** Goes to a problem of the panel and picks a row of its quick-fix menu, again where the menu was shut meanwhile. */
  async function fix(problem, title, shown, picture) {
    for (let left = 3; ; left--) {
      await rows(".markers-panel", problem).first().dblclick();
      await page.locator(".editor-instance .monaco-editor.focused").waitFor();
      const action = rows(".action-widget", title).first();
      await pressUntil("Control+.", action);
      if (picture) {
        await shot(picture, TEXT);
      }
      try {
        await action.click({ timeout: 5000 });
        return await shown.waitFor({ timeout: 5000 });
      } catch (error) {
        if (left === 0) {
          throw error;
        }
        await page.keyboard.press("Escape");
      }
    }
  }

  return {
    page,
    close,
    rows,
    squiggles,
    line,
    toast,
    shot,
    pressUntil,
    becomes,
    show,
    open,
    webview,
    inWebview,
    inEditor,
    command,
    fix,
  };
}

/** Performs the steps, each from what the one before it left, and ends the editor and this program. */
export async function perform(steps, editor, { shot, close }) {
  let status = 0;
  for (const [name, step] of Object.entries(steps)) {
    const started = Date.now();
    try {
      await step();
      console.log(`ok ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      status = 1;
      console.log(`not ok ${name}: ${error.stack}`);
      await shot("failed").catch(() => {});
      break;
    }
  }
  await close();
  await editor.stop();
  process.exit(status);
}
