// What a drafter sees and does, in a real VS Code: from the squiggle to the file on disk.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEditor } from "./editor.mjs";
import { openWindow, perform, SHOTS, TEXT } from "./window.mjs";
import { WORKSPACE } from "./workspace.mjs";

const editor = await startEditor({
  files: { ...WORKSPACE, "geneva/archive/old.md": "They removed child pornography.\n" },
  luxterm: process.env.LUXTERM,
  settings: {
    "luxterm.exclude": ["archive/"],
    "[html]": { "editor.codeActionsOnSave": { "source.fixAll.luxterm": "explicit" } },
  },
});
const window = await openWindow();
const { page, rows, squiggles, line, toast, shot, pressUntil, becomes, open, inWebview, command, fix } =
  window;

const file = (name) => join(editor.folder, "geneva", name);
const saved = (name) => readFileSync(file(name), "utf8");

/** Changes settings while the editor runs. */
function configure(settings) {
  for (const place of ["User", "Machine"]) {
    const written = join(editor.root, "data", place, "settings.json");
    const all = { ...JSON.parse(readFileSync(written, "utf8")), ...settings };
    writeFileSync(written, JSON.stringify(all));
  }
}

const setPath = (path) => configure({ "luxterm.path": path });

const OLD = "The State shall prohibit child pornography and protect every child prostitute.";
const NEW = OLD.replace("child pornography", "child sexual abuse material");

const steps = {
  "a squiggle under each word": async () => {
    await window.show(editor.url, file(""), "policy.md");
    await open("policy.md");
    await squiggles().nth(1).waitFor();
    assert.equal(await squiggles().count(), 2);
  },
  "a row in the Problems panel, its code a link": async () => {
    await pressUntil("Control+Shift+M", rows(".markers-panel", "child pornography").first());
    const link = rows(".markers-panel", "child pornography").first().locator("a.monaco-link");
    assert.equal(await link.textContent(), "child-pornography");
    await shot("problems", { x: 352, y: 508, width: 924, height: 104 });
    await link.click();
    await page.locator(".tab.active", { hasText: "child-sexual-abuse-material.md" }).waitFor();
    await inWebview("h1", "child sexual abuse material");
    await shot("page");
    await page.keyboard.press("Control+W");
    await page.locator(".tab.active", { hasText: "policy.md" }).waitFor();
  },
  "the card, pointing at a word": async () => {
    const box = await squiggles().first().boundingBox();
    assert.ok(box);
    const card = page.locator(".monaco-hover .hover-contents", { hasText: "Say instead" }).first();
    for (let left = 5; left > 0 && !(await card.isVisible()); left--) {
      await page.mouse.move(box.x + 30, box.y + 60);
      await page.mouse.move(box.x + 40, box.y + box.height / 2, { steps: 5 });
      await card.waitFor({ timeout: 4000 }).catch(() => {});
    }
    await card.waitFor({ timeout: 100 });
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, "hover.png"), clip: TEXT });
    }
    await page.mouse.move(700, 780);
  },
  "a quick fix changes the word, and the file when saved": async () => {
    await fix(
      "child pornography",
      "Replace with “child sexual abuse material”",
      line("child sexual abuse material and"),
      "fix",
    );
    await page.keyboard.press("Control+S");
    await becomes(() => saved("policy.md").includes(NEW), true);
    await becomes(() => saved("policy.md"), WORKSPACE["geneva/policy.md"].replace(OLD, NEW));
  },
  "keeping a word asks for the reason and writes it down": async () => {
    const box = page.locator(".quick-input-widget input");
    await fix("child prostitute", "Keep here", box);
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-message", { hasText: "reason is needed" }).waitFor();
    await box.fill("the name of the offence in section 9");
    await shot("keep");
    await page.keyboard.press("Enter");
    await line("luxterm: keep child-prostitute: the name of the offence in section 9").waitFor();
    await squiggles().first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+S");
    await becomes(
      () => /luxterm: keep child-prostitute: the name of the offence/.test(saved("policy.md")),
      true,
    );
    await shot("kept");
  },
  "everything safe is shown before it is done": async () => {
    await open("several.md");
    await squiggles().nth(1).waitFor();
    await command("luxterm: Fix Everything Safe in This Document…");
    await toast("make 2 replacements?").waitFor();
    await shot("preview");
    const button = (name) => page.locator(".editor-actions .action-label", { hasText: name });
    await button("Leave as It Is").click();
    await page.locator(".tab.active", { hasText: /^several\.md$/ }).waitFor();
    assert.equal(await squiggles().count(), 2);

    await command("luxterm: Fix Everything Safe in This Document…");
    await toast("make 2 replacements?").last().waitFor();
    await toast("make 2 replacements?").last().waitFor({ state: "detached" });
    await shot("preview-later"); // after the time that VS Code shows a notification for
    await button("Replace").click();
    await page.locator(".tab.active", { hasText: /^several\.md$/ }).waitFor();
    await line("child sexual abuse material, and").waitFor();
    await page.keyboard.press("Control+S");
    await becomes(() => /child pornography/.test(saved("several.md")), false);
  },
  "a sample to try": async () => {
    await command("luxterm: Open a Sample to Try It");
    await line("A sample to try luxterm on").waitFor();
    await squiggles().first().waitFor();
    await shot("sample");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+W");
  },
  "recommended words are offered while one writes": async () => {
    await open("words.md");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("We report child se");
    const offered = page.locator(".suggest-widget.visible .monaco-list-row", {
      hasText: "child sexual abuse",
    });
    await offered.first().waitFor();
    await shot("completion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Z");
  },
  "all that is certain is fixed on saving": async () => {
    await open("page.html");
    await squiggles().first().waitFor();
    await page.keyboard.press("Control+S");
    await becomes(
      () => saved("page.html"),
      "<!doctype html>\n<p>The State shall prohibit child sexual abuse material.</p>\n",
    );
  },
  "a changed luxterm.toml takes effect": async () => {
    await open("notes.txt");
    await squiggles().first().waitFor();
    writeFileSync(file("luxterm.toml"), '[severity]\nchild-pornography = "off"\n');
    await squiggles().first().waitFor({ state: "detached" });
    writeFileSync(file("luxterm.toml"), 'profile = "au"\n');
    await squiggles().first().waitFor();
    const changed = line("removes child abuse material");
    await fix("child pornography", "Replace with “child abuse material”", changed);
    await page.keyboard.press("Control+Z");
    await squiggles().first().waitFor();
  },
  "choosing a profile": async () => {
    await command("luxterm: Choose Profile");
    await rows(".quick-input-widget", /^Australia\s*au, in force/).waitFor();
    await page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: "Australia" }).waitFor();
    await shot("profile");
    await rows(".quick-input-widget", /^Canada/)
      .first()
      .click();
    await becomes(() => saved("luxterm.toml"), 'profile = "ca"\n');
  },
  "the count and the profile, in the status bar": async () => {
    await open("notes.txt");
    const item = page.locator('.statusbar-item[id*="luxterm.status"]', { hasText: "luxterm: 1 error · ca" });
    await item.waitFor();
    await shot("status");
  },
  "a document that is left out is said to be": async () => {
    await rows(".explorer-folders-view", "archive").first().click();
    await open("old.md");
    const item = page.locator('.statusbar-item[id*="luxterm.status"]', { hasText: "luxterm: not checked" });
    await item.waitFor();
    await page.keyboard.press("Control+W");
    await rows(".explorer-folders-view", "archive").first().click();
    await open("notes.txt");
  },
  "explaining the term under the cursor": async () => {
    await rows(".markers-panel", "child pornography").first().dblclick();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await command("luxterm: Explain the Term under the Cursor");
    await page.locator(".tab", { hasText: "Preview child pornography" }).waitFor();
    await shot("explain");
  },
  "the report": async () => {
    await command("luxterm: Open the Report");
    await page.locator(".tab.active", { hasText: "luxterm report" }).waitFor();
    await inWebview("body", "notes.txt");
    await shot("report");
    const frame = window.webview();
    const colour = () =>
      frame.locator("body").evaluate((body) => getComputedStyle(body).getPropertyValue("--error").trim());
    const light = await colour();
    configure({ "workbench.colorTheme": "Default Dark Modern" });
    await frame.locator("body.vscode-dark").waitFor();
    assert.notEqual(await colour(), light, "words are marked in colours for a dark page");
    await shot("report-dark");
    configure({ "workbench.colorTheme": "Default Light Modern" });
    await frame.locator("body.vscode-light").waitFor();
    assert.equal(await colour(), light);
    assert.equal(await frame.locator("h3[data-d]", { hasText: "old.md" }).count(), 0, "left out here, too");
    await frame
      .locator("h3[data-d]", { hasText: /^notes\.txt$/ })
      .first()
      .waitFor();
    await frame.locator(".f .l[data-at]").first().click();
    const active = page.locator(".editor-group-container.active .tab.active");
    await active.filter({ hasText: /\.(txt|md|html)/ }).waitFor();
  },
  "where no file decides, the report goes by the settings, as the editor does": async () => {
    rmSync(file("luxterm.toml"));
    mkdirSync(file("nested"));
    writeFileSync(file("nested/luxterm.toml"), 'profile = "au"\n');
    writeFileSync(file("nested/inner.txt"), "The platform removes child pornography.\n");
    configure({ "luxterm.profile": "ca" });
    const item = page.locator('.statusbar-item[id*="luxterm.status"]', { hasText: /· ca$/ });
    await open("schools.md");
    await item.waitFor();
    await command("luxterm: Open the Report");
    await page.locator(".tab.active", { hasText: "luxterm report" }).waitFor();
    await inWebview("h3[data-d]", "inner.txt");
    const written = (name) =>
      window
        .webview()
        .locator("section, article, div", { has: page.locator("h3[data-d]", { hasText: name }) })
        .last()
        .innerText();
    assert.match(await written("notes.txt"), /Write child sexual abuse and exploitation material/);
    assert.match(await written("inner.txt"), /Write child abuse material/);
    await shot("report-nested");
    rmSync(file("nested"), { recursive: true });
    await window.webview().locator("h3[data-d]", { hasText: "inner.txt" }).click();
    await toast("inner.txt is not there any more.").waitFor();
    await command("Notifications: Clear All Notifications");
    writeFileSync(file("luxterm.toml"), 'profile = "ca"\n');
    configure({ "luxterm.profile": "" });
    await open("schools.md");
  },
  "the walkthrough's first step is done when luxterm is found": async () => {
    await command("Welcome: Open Walkthrough");
    await rows(".quick-input-widget", "Get started with luxterm").first().click();
    const step = page.locator(".getting-started-step", { hasText: "Install luxterm" });
    await step.waitFor();
    await page.getByRole("button", { name: "Look for it again" }).click();
    await step.locator(".codicon-getting-started-step-checked").waitFor();
    await page.keyboard.press("Control+W");
    await open("schools.md");
    await squiggles().first().waitFor();
  },
  "the log opens": async () => {
    await command("luxterm: Show Log");
    await page
      .locator(".pane-body .monaco-select-box, .panel select", { hasText: "luxterm" })
      .first()
      .waitFor();
  },
  "checking the workspace": async () => {
    await command("luxterm: Check the Workspace");
    const said = toast(/luxterm: 2 findings in \d documents/);
    await said.waitFor();
    await said.getByText("Show problems").click();
    await rows(".markers-panel", "schools.md").first().waitFor();
  },
  "cancelling that": async () => {
    mkdirSync(file("annexes"));
    for (let number = 0; number < 3000; number++) {
      writeFileSync(file(`annexes/${number}.md`), `${OLD}\n\n`.repeat(200));
    }
    await command("luxterm: Check the Workspace");
    const progress = toast("luxterm: checking the workspace");
    await progress.getByText("Cancel").click();
    await progress.waitFor({ state: "detached" });
    await page.waitForTimeout(1000);
    assert.deepEqual(await page.locator(".notification-toast").allInnerTexts(), []);
  },
  "a program that doesn't run is said once, by its name": async () => {
    setPath("/nowhere/luxterm");
    const said = toast("/nowhere/luxterm");
    await said.waitFor();
    assert.equal(await page.locator(".notification-toast").count(), 1);
    await shot("wrong");
    await said.getByText("Open the setting").click();
    const settings = page.locator(".settings-editor");
    await settings.waitFor(); // in a window like this one the setting itself is among the remote ones
    for (let left = 5; left > 0 && (await settings.isVisible()); left--) {
      await page.keyboard.press("Escape");
      await page.waitForTimeout(500);
    }
    await settings.waitFor({ state: "hidden" });
    await command("Notifications: Clear All Notifications");
    await command("luxterm: Fix Everything Safe in This Document…");
    await toast("luxterm is not running.").waitFor(); // and not that there is nothing to fix
  },
  "it starts as soon as it is found": async () => {
    setPath(process.env.LUXTERM);
    await open("schools.md");
    await squiggles().first().waitFor();
  },
};

await perform(steps, editor, window);
