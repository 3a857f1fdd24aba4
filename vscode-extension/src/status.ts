/** An item in the status bar: how many words of the current document need a look, and whose terms it is judged by. */

import {
  type Command,
  DiagnosticSeverity,
  type Disposable,
  type DocumentSelector,
  l10n,
  languages,
  StatusBarAlignment,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { DocumentStatus, Running, Server } from "./client";
import { say } from "./say";
import { tally } from "./text";

/** What the server has reported about each document, by its URI. */
type Known = Map<string, DocumentStatus>;

export function status(server: Server, selector: DocumentSelector): Disposable[] {
  const known: Known = new Map();
  const item = window.createStatusBarItem("luxterm.status", StatusBarAlignment.Right, 100);
  item.name = "luxterm";
  const show = () => {
    const document = window.activeTextEditor?.document;
    const { state } = server;
    const running = state === "running";
    const told = document && known.get(document.uri.toString());
    const left = running && told?.checked === false;
    item.text = left
      ? l10n.t("luxterm: not checked")
      : running
        ? [counted(document?.uri), told?.profile].filter(Boolean).join(" · ")
        : text(state);
    item.tooltip = left ? l10n.t("Settings") : running ? judged(told) : l10n.t("Restart");
    item.accessibilityInformation = { label: item.text };
    const colour = COLOURS[state];
    item.backgroundColor = colour === undefined ? undefined : new ThemeColor(colour);
    item.command = left ? settings() : running ? "luxterm.chooseProfile" : "luxterm.restart";
    if (document !== undefined && languages.match(selector, document) > 0) {
      item.show();
    } else {
      item.hide();
    }
  };
  show();
  return [
    item,
    server.onChange(show),
    server.onDocument((told) => {
      known.set(told.uri, told);
      show();
    }),
    window.onDidChangeActiveTextEditor(show),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === window.activeTextEditor?.document.uri.toString())) {
        show();
      }
    }),
  ];
}

function text(state: Exclude<Running, "running">): string {
  const texts = {
    starting: l10n.t("luxterm: starting"),
    stopped: l10n.t("luxterm: stopped"),
    missing: l10n.t("luxterm: not found"),
  };
  return texts[state];
}

function settings(): Command {
  const command = "workbench.action.openSettings";
  return { command, title: l10n.t("Settings"), arguments: ["@ext:luxterm.luxterm"] };
}

const COLOURS: Partial<Record<Running, string>> = {
  stopped: "statusBarItem.warningBackground",
  missing: "statusBarItem.errorBackground",
};

function counted(uri: Uri | undefined): string {
  const ours =
    uri === undefined ? [] : languages.getDiagnostics(uri).filter((each) => each.source === "luxterm");
  const count = (severity: DiagnosticSeverity) => ours.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count(DiagnosticSeverity.Error), count(DiagnosticSeverity.Warning)];
  return tally(errors, warnings, ours.length, say);
}

function judged(told: DocumentStatus | undefined): string {
  if (!told?.profile) {
    return l10n.t("Choose profile");
  }
  const where = told.config ? ` (${workspace.asRelativePath(told.config)})` : "";
  return l10n.t("{0}: {1}", l10n.t("profile {0}", told.profile) + where, l10n.t("Choose profile"));
}
