/** What is said to the reader, worked out without the editor. */

/** "luxterm: 2 errors, 1 warning, 3 notes", leaving out zeros. */
export function tally(errors: number, warnings: number, all: number): string {
  const parts = [
    plural(errors, "error"),
    plural(warnings, "warning"),
    plural(all - errors - warnings, "note"),
  ];
  return `luxterm: ${parts.filter((part) => part !== "").join(", ") || "nothing to change"}`;
}

function plural(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What is wrong with a reason; undefined when it will do. */
export function unfit(reason: string): string | undefined {
  if (reason.trim() === "") {
    return "A reason is needed.";
  }
  return /-->|[\r\n]/.test(reason) ? "A reason is one line, without -->." : undefined;
}
