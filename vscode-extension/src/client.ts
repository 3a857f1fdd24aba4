/** The language server as the editor sees it: started, stopped and restarted, one step at a time. */

import { randomUUID } from "node:crypto";
import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  workspace,
} from "vscode";
import {
  ExecuteCommandRequest,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
} from "vscode-languageclient/node";
import type { Luxterm } from "./find";
import { locate } from "./locate";

/** Where the documents that luxterm reads are: on disk, or not saved yet. */
const SCHEMES = ["file", "untitled"];

export type Running = "starting" | "running" | "stopped" | "missing";

type Report = (step: { readonly message: string; readonly increment: number }) => void;

/** What the server reports about a document after checking it. */
export interface DocumentStatus {
  readonly uri: string;
  readonly profile?: string | null;
  readonly config?: string | null;
}

/** The one server for all folders. Two never run at once: each change waits for the one before it. */
export class Server implements Disposable {
  private queue: Promise<void> = Promise.resolve();
  private client: LanguageClient | undefined;
  private readonly changed = new EventEmitter<void>();
  private readonly told = new EventEmitter<DocumentStatus>();

  readonly onChange = this.changed.event;
  readonly onDocument = this.told.event;

  state: Running = "stopped";
  luxterm: Luxterm | undefined;

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {}

  /** Looks for luxterm again and starts its server, once the running one has ended. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.end());
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.told.dispose();
  }

  /** The server's answer to one of its commands. Throws when there is no server or it refuses. */
  execute<T>(command: string, argument?: unknown): Promise<T> {
    const request = { command, arguments: argument === undefined ? [] : [argument] };
    return this.running.sendRequest(ExecuteCommandRequest.type, request);
  }

  /** Like `execute`, for something long: `report` is told the progress, and `cancel` has the server end it early. */
  async executeLong<T>(command: string, report: Report, cancel: CancellationToken): Promise<T> {
    const client = this.running;
    const workDoneToken = randomUUID();
    let reached = 0;
    const listening = [
      client.onProgress(WorkDoneProgress.type, workDoneToken, (step) => {
        if (step.kind === "report") {
          const percentage = step.percentage ?? reached;
          report({ message: step.message ?? "", increment: percentage - reached });
          reached = percentage;
        }
      }),
      cancel.onCancellationRequested(() =>
        client.sendNotification(WorkDoneProgressCancelNotification.type, { token: workDoneToken }),
      ),
    ];
    try {
      return await client.sendRequest(ExecuteCommandRequest.type, { command, workDoneToken });
    } finally {
      for (const each of listening) {
        each.dispose();
      }
    }
  }

  private get running(): LanguageClient {
    if (this.client === undefined) {
      throw new Error(l10n.t("luxterm is not running."));
    }
    return this.client;
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(step).catch((error) => this.log.error(String(error)));
    return this.queue;
  }

  private async begin(): Promise<void> {
    this.become("starting");
    this.luxterm = await locate(this.context.extensionPath, (line) => this.log.info(line));
    if (this.luxterm === undefined) {
      this.become("missing");
      return;
    }
    this.client = this.made(this.luxterm);
    try {
      await this.client.start();
    } catch (error) {
      this.log.error(`The server did not start: ${String(error)}`);
      this.become("stopped");
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) {
      return;
    }
    await client.dispose().catch((error) => this.log.warn(`The server did not end well: ${String(error)}`));
    this.become("stopped");
  }

  private made(luxterm: Luxterm): LanguageClient {
    const client = new LanguageClient(
      "luxterm",
      "luxterm",
      { command: luxterm.command, args: [...luxterm.args, "server"] },
      {
        documentSelector: this.selector,
        initializationOptions: () => ({
          prompts: true,
          trusted: workspace.isTrusted,
          settings: workspace.getConfiguration("luxterm"),
        }),
        synchronize: { configurationSection: "luxterm" },
        outputChannel: this.log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
      },
    );
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.become(STATES[newState]);
      }
    });
    client.onNotification("luxterm/status", (status: DocumentStatus) => this.told.fire(status));
    return client;
  }

  /** The languages whose documents are checked: those that activate the extension. */
  get languages(): string[] {
    const manifest = this.context.extension.packageJSON as { activationEvents: string[] };
    return manifest.activationEvents.flatMap((event) => /^onLanguage:(.+)$/.exec(event)?.[1] ?? []);
  }

  /** The documents that are checked. */
  get selector(): { scheme: string; language: string }[] {
    return this.languages.flatMap((language) => SCHEMES.map((scheme) => ({ scheme, language })));
  }

  private become(state: Running): void {
    if (state !== this.state) {
      this.state = state;
      this.changed.fire();
    }
  }
}

const STATES: Record<State, Running> = {
  [State.Starting]: "starting",
  [State.Running]: "running",
  [State.Stopped]: "stopped",
  [State.StartFailed]: "stopped",
};
