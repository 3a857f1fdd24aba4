/** What is said to the reader, worked out without the editor. */

/** A message with its arguments in place of {0}, {1} …, in the reader's language: `l10n.t` of the editor. */
export type Say = (message: string, ...args: (string | number)[]) => string;

/** The message in English. */
export const english: Say = (message, ...args) =>
  message.replace(/\{(\d)\}/g, (_, number) => String(args[Number(number)]));

/** "luxterm: 2 errors, 1 warning, 3 notes", leaving out zeros. */
export function tally(errors: number, warnings: number, all: number, say: Say = english): string {
  const notes = all - errors - warnings;
  const parts = [
    errors === 1 ? say("{0} error", errors) : errors && say("{0} errors", errors),
    warnings === 1 ? say("{0} warning", warnings) : warnings && say("{0} warnings", warnings),
    notes === 1 ? say("{0} note", notes) : notes && say("{0} notes", notes),
  ];
  return say("luxterm: {0}", parts.filter((part) => part !== 0).join(", ") || say("nothing to change"));
}

/** "luxterm: 2 findings in 1 document." */
export function summary(findings: number, files: number, say: Say = english): string {
  const found = findings === 1 ? say("{0} finding", findings) : say("{0} findings", findings);
  const where = files === 1 ? say("{0} document", files) : say("{0} documents", files);
  return say("luxterm: {0} in {1}.", found, where);
}

/** What is wrong with a reason; undefined when it will do. */
export function unfit(reason: string, say: Say = english): string | undefined {
  if (reason.trim() === "") {
    return say("A reason is needed.");
  }
  return /-->|[\r\n]/.test(reason) ? say("A reason is one line, without -->.") : undefined;
}
