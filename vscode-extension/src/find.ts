/** Where luxterm is: the order in which places are tried, and the first that runs. Nothing is ever downloaded. */

import { delimiter, isAbsolute, join } from "node:path";

/** Who named a place, as the log says it. */
export type Origin = "setting" | "interpreter" | "bundled" | "PATH";

/** A way to start luxterm: `command` followed by `args` and then luxterm's own arguments. */
export interface Candidate {
  readonly origin: Origin;
  readonly command: string;
  readonly args: readonly string[];
}

/** A candidate that runs, with the version that its server told. */
export interface Luxterm extends Candidate {
  readonly version: string;
}

/** What the machine and the editor know; everything outside that the order depends on. */
export interface Surroundings {
  /** The setting `luxterm.path` as it was written; "" when it isn't set. */
  readonly setting: string;
  /** The folder that `${workspaceFolder}` stands for. */
  readonly folder: string | undefined;
  /** The Python interpreter that the editor has chosen, where there is one and it may be used. */
  readonly interpreter: string | undefined;
  /** The extension's own folder. */
  readonly extension: string;
  readonly home: string;
  readonly path: string;
  readonly windows: boolean;
  readonly exists: (file: string) => boolean;
}

/**
 * The places to try, best first. If the setting is set, nothing else is tried: whoever names a luxterm means that
 * one, and another would check by other rules without saying so.
 */
export function candidates(at: Surroundings): Candidate[] {
  if (at.setting !== "") {
    return [{ origin: "setting", command: expand(at.setting, at), args: [] }];
  }
  const found: Candidate[] = [];
  if (at.interpreter !== undefined) {
    // -P: a file luxterm.py in the folder must not be taken for the package
    found.push({ origin: "interpreter", command: at.interpreter, args: ["-P", "-m", "luxterm"] });
  }
  const program = at.windows ? "luxterm.exe" : "luxterm";
  const bundled = join(at.extension, "bundled", "luxterm", program);
  if (at.exists(bundled)) {
    found.push({ origin: "bundled", command: bundled, args: [] });
  }
  const folder = at.path.split(delimiter).find((each) => isAbsolute(each) && at.exists(join(each, program)));
  if (folder !== undefined) {
    found.push({ origin: "PATH", command: join(folder, program), args: [] });
  }
  return found;
}

/** What the server of a candidate says of itself; undefined when it isn't a language server that says so. */
export type Told = { readonly name: string; readonly version?: string } | undefined;

/**
 * The first candidate whose server starts and is luxterm's; undefined when there is none. `start` gives what it
 * tells or throws; `log` is told of every attempt.
 */
export async function find(
  places: readonly Candidate[],
  start: (candidate: Candidate) => Promise<Told>,
  log: (line: string) => void,
): Promise<Luxterm | undefined> {
  for (const place of places) {
    const shown = [place.command, ...place.args].join(" ");
    try {
      const told = await start(place);
      if (told?.name === "luxterm") {
        const version = told.version ?? "";
        log(`luxterm ${version} from the ${NAMES[place.origin]}: ${shown}`);
        return { ...place, version };
      }
      log(`Not luxterm, from the ${NAMES[place.origin]}: ${shown}`);
    } catch (error) {
      log(`Does not run, from the ${NAMES[place.origin]}: ${shown}: ${lastLine(error)}`);
    }
  }
  log("luxterm was not found.");
  return undefined;
}

const NAMES: Record<Origin, string> = {
  setting: "setting luxterm.path",
  interpreter: "Python interpreter",
  bundled: "extension itself",
  PATH: "PATH",
};

function expand(setting: string, at: Surroundings): string {
  return setting
    .replace(/^~(?=[/\\]|$)/, () => at.home)
    .replaceAll("${workspaceFolder}", () => at.folder ?? "");
}

function lastLine(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split("\n");
  return lines.at(-1) ?? "";
}
