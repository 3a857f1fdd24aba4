/** The language status item: how many words of the current document need a look, and whose terms it is judged by. */

import {
  DiagnosticSeverity,
  type Disposable,
  LanguageStatusSeverity,
  l10n,
  languages,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { DocumentStatus, Running, Server } from "./client";
import { tally } from "./text";

/** What the server has reported about each document, by its URI. */
type Known = Map<string, DocumentStatus>;

export function status(server: Server, selector: string[]): Disposable[] {
  const known: Known = new Map();
  const item = languages.createLanguageStatusItem("luxterm.status", selector);
  item.name = "luxterm";
  const show = () => {
    const uri = window.activeTextEditor?.document.uri;
    const { state } = server;
    item.busy = state === "starting";
    item.text = state === "running" ? counted(uri) : text(state);
    item.detail = state === "running" ? judged(uri, known) : "";
    item.severity = SEVERITIES[state];
    item.command =
      state === "running"
        ? { command: "luxterm.chooseProfile", title: l10n.t("Choose profile") }
        : { command: "luxterm.restart", title: l10n.t("Restart") };
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

const SEVERITIES: Record<Running, LanguageStatusSeverity> = {
  starting: LanguageStatusSeverity.Information,
  running: LanguageStatusSeverity.Information,
  stopped: LanguageStatusSeverity.Warning,
  missing: LanguageStatusSeverity.Error,
};

function counted(uri: Uri | undefined): string {
  const ours =
    uri === undefined ? [] : languages.getDiagnostics(uri).filter((each) => each.source === "luxterm");
  const count = (severity: DiagnosticSeverity) => ours.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count(DiagnosticSeverity.Error), count(DiagnosticSeverity.Warning)];
  return tally(errors, warnings, ours.length, (message, ...args) => l10n.t(message, ...args));
}

function judged(uri: Uri | undefined, known: Known): string {
  const told = uri && known.get(uri.toString());
  if (!told?.profile) {
    return "";
  }
  const profile = l10n.t("profile {0}", told.profile);
  return told.config ? `${profile} (${workspace.asRelativePath(told.config)})` : profile;
}
