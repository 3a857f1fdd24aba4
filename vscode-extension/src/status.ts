/** The language status item: how many words of the current document need a look, and whose terms it is judged by. */

import {
  DiagnosticSeverity,
  type Disposable,
  LanguageStatusSeverity,
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
    item.text = state === "running" ? counted(uri) : TEXTS[state];
    item.detail = state === "running" ? judged(uri, known) : "";
    item.severity = SEVERITIES[state];
    item.command =
      state === "running"
        ? { command: "luxterm.chooseProfile", title: "Choose profile" }
        : { command: "luxterm.restart", title: "Restart" };
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

const TEXTS: Record<Exclude<Running, "running">, string> = {
  starting: "luxterm: starting",
  stopped: "luxterm: stopped",
  missing: "luxterm: not found",
};

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
  return tally(count(DiagnosticSeverity.Error), count(DiagnosticSeverity.Warning), ours.length);
}

function judged(uri: Uri | undefined, known: Known): string {
  const told = uri && known.get(uri.toString());
  if (!told?.profile) {
    return "";
  }
  return `profile ${told.profile}${told.config ? ` (${workspace.asRelativePath(told.config)})` : ""}`;
}
