/** The Python interpreter that the Python extension or the environments extension has chosen. */

import { type Disposable, type Event, extensions, type Uri } from "vscode";

/** The part of `ms-python.vscode-python-envs` that we use. */
interface Environments {
  getEnvironment(scope?: Uri): Promise<{ execInfo: { run: { executable: string } } } | undefined>;
  onDidChangeEnvironment: Event<unknown>;
}

/** The part of `ms-python.python` that we use. */
interface Python {
  ready?: Promise<void>;
  environments: {
    getActiveEnvironmentPath(resource?: Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

const ENVIRONMENTS = "ms-python.vscode-python-envs";
const PYTHON = "ms-python.python";
/** Milliseconds that another extension may take; luxterm is also looked for elsewhere. */
const PATIENCE = 10_000;

/** The interpreter for `folder`; undefined when neither extension is installed or neither answers. */
export async function interpreter(folder: Uri | undefined): Promise<string | undefined> {
  const environments = await exported<Environments>(ENVIRONMENTS);
  const chosen = await soon(environments?.getEnvironment(folder));
  if (chosen !== undefined) {
    return chosen.execInfo.run.executable;
  }
  const python = await exported<Python>(PYTHON);
  await soon(python?.ready);
  const active = python?.environments.getActiveEnvironmentPath(folder);
  const resolved = active && (await soon(python?.environments.resolveEnvironment(active)));
  return resolved?.executable.uri?.fsPath;
}

/** Calls `changed` whenever another interpreter is chosen. */
export async function onInterpreterChange(changed: () => void): Promise<Disposable[]> {
  const environments = await exported<Environments>(ENVIRONMENTS);
  const python = await exported<Python>(PYTHON);
  return [
    environments?.onDidChangeEnvironment(changed),
    python?.environments.onDidChangeActiveEnvironmentPath(changed),
  ].filter((each) => each !== undefined);
}

async function exported<T>(id: string): Promise<T | undefined> {
  return soon(Promise.resolve(extensions.getExtension<T>(id)?.activate()));
}

/** What the promise gives, or undefined when it fails or takes too long: we don't wait for another extension. */
async function soon<T>(promised: Promise<T> | undefined): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined).unref());
  return Promise.race([Promise.resolve(promised).catch(() => undefined), late]);
}
