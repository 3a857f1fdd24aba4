/** What is said to the reader, worked out without the editor. */

/** "luxterm: 2 errors, 1 warning, 3 for information", leaving out zeros. */
export function tally(errors: number, warnings: number, all: number): string {
  const information = all - errors - warnings;
  const parts = [
    plural(errors, "error"),
    plural(warnings, "warning"),
    information && `${information} for information`,
  ];
  return `luxterm: ${parts.filter((part) => part !== "" && part !== 0).join(", ") || "nothing to change"}`;
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
