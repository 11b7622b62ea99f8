/**
 * Something that the person at the terminal can put right. Its message says what is wrong and what to do; the command
 * line prints it without a stack and exits with 2.
 */
export class Remediable extends Error {
  override readonly name = 'Remediable';
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Whether a file system call failed with this code, such as `ENOENT`. */
export function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
