/** The language server as the editor sees it: started, stopped and restarted, one step at a time. */

import { randomUUID } from "node:crypto";
import { once } from "node:events";
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
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  WorkDoneProgress,
  WorkDoneProgressCancelNotification,
} from "vscode-languageclient/node";
import { type Candidate, find, type Luxterm, type Told } from "./find";
import { locate } from "./locate";

/** Milliseconds within which a server has to say who it is: the first start on a slow disk takes seconds. */
const TIMEOUT = 60_000;
const LATE = "it did not answer in time";
/** Milliseconds that a program which was told to end may take; after two seconds the client kills it. */
const PARTING = 5_000;
/** Where the documents that luxterm reads are: on disk, or not saved yet. */
const SCHEMES = ["file", "untitled"];

export type Running = "starting" | "running" | "stopped" | "missing";

type Report = (step: { readonly message: string; readonly increment: number }) => void;

/** What the server reports about a document after checking it. */
export interface DocumentStatus {
  readonly uri: string;
  /** Not so where settings, or its length, leave the document out. */
  readonly checked?: boolean;
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
    this.luxterm = undefined;
    try {
      this.luxterm = await find(
        await locate(this.context.extensionPath),
        (place) => this.started(place),
        (line) => this.log.info(line),
      );
    } finally {
      this.become(this.luxterm === undefined ? "missing" : "running");
    }
  }

  /** Starts a candidate's server, which stays if it is luxterm's; what it says of itself. */
  private async started(place: Candidate): Promise<Told> {
    const client = this.made(place);
    let late: NodeJS.Timeout | undefined;
    try {
      const patience = new Promise<never>((_, reject) => {
        late = setTimeout(() => reject(new Error(LATE)), TIMEOUT);
      });
      await Promise.race([client.start(), patience]);
      const told = client.initializeResult?.serverInfo;
      if (told?.name === "luxterm") {
        this.client = client;
        return told;
      }
    } catch (error) {
      void client.dispose(0).catch(() => {});
      throw error;
    } finally {
      clearTimeout(late);
    }
    await client.dispose().catch(() => {});
    return undefined;
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

  private made(luxterm: Candidate): LanguageClient {
    let defaults: ErrorHandler | undefined;
    const client: LanguageClient = new Client(
      () => this.client === client,
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
        initializationFailedHandler: () => false,
        errorHandler: {
          // Until a server has said that it is luxterm's it isn't started again, and nothing is said of it
          error: (error, message, count) =>
            this.client === client
              ? later().error(error, message, count)
              : { action: ErrorAction.Shutdown, handled: true },
          closed: () =>
            this.client === client ? later().closed() : { action: CloseAction.DoNotRestart, handled: true },
        },
      },
    );
    const later = () => (defaults ??= client.createDefaultErrorHandler());
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

/** A client that says nothing on the screen until its server has said that it is luxterm's, and outlives its program. */
class Client extends LanguageClient {
  constructor(
    private readonly accepted: () => boolean,
    ...given: [string, string, ServerOptions, LanguageClientOptions]
  ) {
    super(...given);
  }

  override error(message: string, data?: unknown, shown: boolean | "force" = true): void {
    super.error(message, data, this.accepted() && shown);
  }

  /** Done when the program has ended too, not only what was said with it. */
  override async dispose(timeout?: number): Promise<void> {
    const program = this.serverProcess;
    await super.dispose(timeout);
    if (program !== undefined && program.exitCode === null && program.signalCode === null) {
      await once(program, "exit", { signal: AbortSignal.timeout(PARTING) }).catch(() => {});
    }
  }
}

const STATES: Record<State, Running> = {
  [State.Starting]: "starting",
  [State.Running]: "running",
  [State.Stopped]: "stopped",
  [State.StartFailed]: "stopped",
};
