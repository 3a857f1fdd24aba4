// A VS Code in French: what luxterm says in its window is French. Only VS Code's own words are English here.
import assert from "node:assert/strict";
import { join } from "node:path";
import { startEditor } from "./editor.mjs";
import { openWindow, perform } from "./window.mjs";

const editor = await startEditor({
  files: { "politique.md": "# Politique\n\nLa loi interdit la pédopornographie et protège les enfants.\n" },
  luxterm: process.env.LUXTERM,
  language: "fr",
});
const window = await openWindow("fr");
const { page, squiggles, shot, pressUntil, open } = window;
const NEW = "matériel d’abus sexuels d’enfants";

/** The text of what shows, spaces of any kind as one. */
async function said(shown) {
  return (await shown.innerText()).replace(/\s+/g, " ");
}

const steps = {
  "the item in the status bar": async () => {
    await window.show(editor.url, join(editor.folder), "politique.md");
    await open("politique.md");
    await squiggles().first().waitFor({ timeout: 90_000 });
    const item = page.locator(".statusbar-item[id='luxterm.luxterm.luxterm.status']");
    assert.equal(await said(item), "luxterm : 1 erreur · un");
    await item.hover();
    const tip = page.locator(".monaco-hover", { hasText: "profil un" });
    await tip.waitFor();
    assert.match(await said(tip), /^profil un : Choisir un profil/);
    await shot("french-status");
  },
  "the card, pointing at a word": async () => {
    const box = await squiggles().first().boundingBox();
    assert.ok(box);
    const card = page.locator(".monaco-hover .hover-contents", { hasText: "Dire plutôt" }).first();
    for (let left = 8; left > 0 && !(await card.isVisible()); left--) {
      await page.mouse.move(box.x + 30, box.y + 60);
      await page.mouse.move(box.x + 40, box.y + box.height / 2, { steps: 5 });
      await card.waitFor({ timeout: 6000 }).catch(() => {});
    }
    assert.match(await said(card), new RegExp(NEW));
    assert.doesNotMatch(await said(card), /\b(the|of|say|instead|avoid|source)\b/i);
  },
  "the quick fixes": async () => {
    await page.locator(".view-line", { hasText: "pédo" }).click({ position: { x: 180, y: 8 } });
    const menu = page.locator(".action-widget").first();
    await pressUntil("Control+.", menu.filter({ hasText: "Expliquer" }));
    for (const each of [
      `Remplacer par « ${NEW} »`,
      "Conserver ici : « pédopornographie », avec une raison",
      "Expliquer « pédopornographie »",
    ]) {
      assert.ok((await said(menu)).includes(each), each);
    }
    await shot("french-fixes");
    await page.keyboard.press("Escape");
  },
  "the commands and the profiles": async () => {
    const picker = page.locator(".quick-input-widget");
    const box = picker.locator("input").first();
    await pressUntil("F1", box);
    await box.fill(">luxterm choisir un profil");
    await picker.locator(".monaco-list-row", { hasText: "luxterm: Choisir un profil" }).first().waitFor();
    await page.keyboard.press("Enter");
    await picker.locator(".monaco-list-row", { hasText: "Allemagne" }).waitFor();
    assert.match(await said(picker), /luxterm : quels termes viennent d’abord \?.*Nations Unies/);
    await shot("french-profiles");
    await page.keyboard.press("Escape");
  },
  "the settings": async () => {
    await page.keyboard.press("Control+,");
    const search = page.locator(".settings-editor .suggest-input-container").first();
    await search.waitFor({ timeout: 30_000 });
    await search.click();
    await page.keyboard.type("luxterm.severity");
    const described = page.locator(".settings-editor .setting-item-description", { hasText: "La gravité" });
    await described.first().waitFor();
    await shot("french-settings");
  },
};
await perform(steps, editor, window);
