/** The commands of the palette. A command that can't be done says why in one message and changes nothing. */

import {
  commands,
  type Disposable,
  type LogOutputChannel,
  l10n,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from "vscode";
import type { Card } from "./card";
import type { Server } from "./client";
import { answer, fixAll } from "./fixing";
import { keepHere } from "./keep";
import { openReport, printReport, saveReport } from "./report";
import { say } from "./say";
import { summary } from "./text";
import { inView } from "./view";

/** What the server found in the workspace. */
interface Checked {
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}

interface Term {
  readonly term: string | null;
  readonly markdown: string;
}

/** What the server's code action asks about. */
interface Asked {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

interface Profile {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

interface Profiles {
  readonly current: string | null;
  readonly profiles: readonly Profile[];
}

export function register(server: Server, log: LogOutputChannel, card: Card, extension: Uri): Disposable[] {
  const all: Record<string, (...args: never[]) => unknown> = {
    "luxterm.check": () => check(server),
    "luxterm.openReport": () => openReport(server),
    "luxterm.saveReport": () => saveReport(),
    "luxterm.printReport": () => printReport(),
    "luxterm.fixAll": () => fixAll(server),
    "luxterm.replaceShown": () => answer(true),
    "luxterm.leaveShown": () => answer(false),
    "luxterm.explainTerm": (at?: Asked) => explain(server, card, at),
    "luxterm.openSample": () => openSample(extension),
    "luxterm.chooseProfile": () => chooseProfile(server),
    "luxterm.restart": () => server.restart(),
    "luxterm.showLog": () => log.show(),
    "luxterm.keepHereAsk": (kept: object) => keepHere(server, kept),
  };
  return Object.entries(all).map(([name, action]) =>
    commands.registerCommand(name, async (...args: never[]) => {
      try {
        await action(...args);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        log.error(`${name}: ${message}`);
        const show = l10n.t("Show log");
        void window.showErrorMessage(message, show).then((chosen) => chosen && log.show());
      }
    }),
  );
}

async function check(server: Server): Promise<void> {
  const checked = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t("luxterm: checking the workspace"),
      cancellable: true,
    },
    (progress, cancel) =>
      server.executeLong<Checked>("luxterm.checkWorkspace", (step) => progress.report(step), cancel),
  );
  if (checked.cancelled) {
    return;
  }
  const said = summary(checked.findings, checked.files, say);
  const [problems, report] = [l10n.t("Show problems"), l10n.t("Open report")];
  const chosen = await window.showInformationMessage(said, problems, report);
  if (chosen === problems) {
    await commands.executeCommand("workbench.actions.view.problems");
  } else if (chosen === report) {
    await commands.executeCommand("luxterm.openReport");
  }
}

async function explain(server: Server, card: Card, at: Asked | undefined): Promise<void> {
  const term = await server.execute<Term | null>("luxterm.explain", at ?? atCursor());
  if (term === null) {
    throw new Error(l10n.t("There is no word here that luxterm knows."));
  }
  await card.show(term.term ?? "luxterm", term.markdown);
}

function atCursor(): Asked {
  const editor = inView();
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

async function chooseProfile(server: Server): Promise<void> {
  const uri = window.activeTextEditor?.document.uri.toString();
  const { current, profiles } = await server.execute<Profiles>("luxterm.profiles", { uri });
  const rows = profiles.map(({ name, title, description }) => ({
    label: title,
    description: name === current ? l10n.t("{0}, in force", name) : name,
    detail: description,
    name,
  }));
  const picker = window.createQuickPick<(typeof rows)[number]>();
  picker.items = rows;
  picker.activeItems = rows.filter((row) => row.name === current);
  picker.title = l10n.t("luxterm: whose terms come first?");
  picker.placeholder = l10n.t("The choice is written into luxterm.toml");
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  const chosen = await new Promise<string | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.activeItems[0]?.name));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  picker.dispose();
  if (chosen !== undefined && chosen !== current) {
    await server.execute("luxterm.setProfile", { uri, profile: chosen });
  }
}

/** A short draft to try luxterm on, in a document that isn't saved anywhere. */
async function openSample(extension: Uri): Promise<void> {
  const page = Uri.joinPath(extension, "walkthrough", l10n.t("sample.md"));
  const content = Buffer.from(await workspace.fs.readFile(page)).toString();
  await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }));
}
