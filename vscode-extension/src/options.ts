/** What the settings mean for a report, as options of luxterm. */

/** What decides about a folder: a file's path, "setting" or "default"; and the settings that count without a file. */
export interface Decided {
  readonly source: string;
  readonly settings: {
    readonly profile?: string;
    readonly lang?: string;
    readonly lexicon?: readonly string[];
  };
}

/** What is left out; profile, language and lexicon only where no luxterm.toml decides, and only those that are set. */
export function options({ source, settings }: Decided, exclude: readonly string[]): string[] {
  const always = exclude.map((pattern) => `--exclude=${pattern}`);
  if (!["setting", "default"].includes(source)) {
    return always;
  }
  const { profile, lang, lexicon = [] } = settings;
  return [
    ...always,
    ...(profile ? [`--profile=${profile}`] : []),
    ...(lang ? [`--lang=${lang}`] : []),
    ...lexicon.map((path) => `--lexicon=${path}`),
  ];
}
