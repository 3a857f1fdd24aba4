/** What the settings mean for a report, as options of luxterm. */

/**
 * A folder; its settings that count where no luxterm.toml decides, those that are set, by their names there; and the
 * patterns of what is left out of it.
 */
export interface Decided {
  readonly folder: string;
  readonly settings: object;
  readonly exclude: readonly string[];
}

/** Left out is what all folders leave out; the rest that one says counts where no luxterm.toml decides. */
export function options(folders: readonly Decided[]): string[] {
  const always = (pattern: string) => folders.every(({ exclude }) => exclude.includes(pattern));
  const patterns = [...new Set(folders.flatMap(({ exclude }) => exclude))].filter(always);
  const said = folders.flatMap(({ folder, settings, exclude }) => {
    const own = exclude.filter((pattern) => !patterns.includes(pattern));
    const all = { ...settings, ...(own.length > 0 && { exclude: own }) };
    return Object.keys(all).length > 0 ? [[folder, all]] : [];
  });
  return [
    ...patterns.map((pattern) => `--exclude=${pattern}`),
    ...(said.length > 0 ? [`--otherwise=${JSON.stringify(Object.fromEntries(said))}`] : []),
  ];
}
