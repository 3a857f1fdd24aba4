/** The commands of the palette. A command that can't be done says why in one message and changes nothing. */

import {
  commands,
  type Disposable,
  type LogOutputChannel,
  l10n,
  ProgressLocation,
  type TextEditor,
  window,
} from "vscode";
import type { Card } from "./card";
import type { Server } from "./client";
import { keepHere } from "./keep";
import { openReport } from "./report";
import { summary } from "./text";

/** What the server found in the workspace. */
interface Checked {
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}

interface Term {
  readonly markdown: string;
}

interface Profiles {
  readonly current: string | null;
  readonly profiles: readonly { readonly name: string; readonly description: string }[];
}

export function register(server: Server, log: LogOutputChannel, card: Card): Disposable[] {
  const all: Record<string, (...args: never[]) => unknown> = {
    "luxterm.check": () => check(server),
    "luxterm.openReport": () => openReport(server),
    "luxterm.explainTerm": () => explain(server, card),
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
  const said = summary(checked.findings, checked.files, (message, ...args) => l10n.t(message, ...args));
  const [problems, report] = [l10n.t("Show problems"), l10n.t("Open report")];
  const chosen = await window.showInformationMessage(said, problems, report);
  if (chosen === problems) {
    await commands.executeCommand("workbench.actions.view.problems");
  } else if (chosen === report) {
    await commands.executeCommand("luxterm.openReport");
  }
}

async function explain(server: Server, card: Card): Promise<void> {
  const editor = inView();
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  const position = { line, character };
  const term = await server.execute<Term | null>("luxterm.explain", { uri, position });
  if (term === null) {
    throw new Error(l10n.t("There is no word here that luxterm knows."));
  }
  await card.show(term.markdown);
}

async function chooseProfile(server: Server): Promise<void> {
  const uri = window.activeTextEditor?.document.uri.toString();
  const { current, profiles } = await server.execute<Profiles>("luxterm.profiles", { uri });
  const rows = profiles.map(({ name, description }) => ({
    label: name,
    description: name === current ? l10n.t("in force") : "",
    detail: description,
  }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t("luxterm: whose terms come first?"),
    placeHolder: l10n.t("The choice is written into luxterm.toml"),
    matchOnDetail: true,
  });
  if (chosen !== undefined) {
    await server.execute("luxterm.setProfile", { uri, profile: chosen.label });
  }
}

function inView(): TextEditor {
  if (window.activeTextEditor === undefined) {
    throw new Error(l10n.t("Open a document and put the cursor on a word first."));
  }
  return window.activeTextEditor;
}
