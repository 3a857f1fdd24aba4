/** The commands of the palette. A command that can't be done says why in one message and changes nothing. */

import {
  commands,
  type Disposable,
  type LogOutputChannel,
  ProgressLocation,
  type TextEditor,
  window,
} from "vscode";
import type { Card } from "./card";
import type { Server } from "./client";
import { keepHere } from "./keep";
import { openReport } from "./report";

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
        void window.showErrorMessage(message, "Show log").then((chosen) => chosen && log.show());
      }
    }),
  );
}

async function check(server: Server): Promise<void> {
  const checked = await window.withProgress(
    { location: ProgressLocation.Notification, title: "luxterm: checking the workspace", cancellable: true },
    (progress, cancel) =>
      server.executeLong<Checked>("luxterm.checkWorkspace", (step) => progress.report(step), cancel),
  );
  if (checked.cancelled) {
    return;
  }
  const { findings, files } = checked;
  const said = `luxterm: ${findings} ${findings === 1 ? "finding" : "findings"} in ${files} ${files === 1 ? "document" : "documents"}.`;
  const chosen = await window.showInformationMessage(said, "Show problems", "Open report");
  if (chosen === "Show problems") {
    await commands.executeCommand("workbench.actions.view.problems");
  } else if (chosen === "Open report") {
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
    throw new Error("There is no word here that luxterm knows.");
  }
  await card.show(term.markdown);
}

async function chooseProfile(server: Server): Promise<void> {
  const uri = window.activeTextEditor?.document.uri.toString();
  const { current, profiles } = await server.execute<Profiles>("luxterm.profiles", { uri });
  const rows = profiles.map(({ name, description }) => ({
    label: name,
    description: name === current ? "in force" : "",
    detail: description,
  }));
  const chosen = await window.showQuickPick(rows, {
    title: "luxterm: whose terms come first?",
    placeHolder: "The choice is written into luxterm.toml",
    matchOnDetail: true,
  });
  if (chosen !== undefined) {
    await server.execute("luxterm.setProfile", { uri, profile: chosen.label });
  }
}

function inView(): TextEditor {
  if (window.activeTextEditor === undefined) {
    throw new Error("Open a document and put the cursor on a word first.");
  }
  return window.activeTextEditor;
}
