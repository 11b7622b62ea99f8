import { statfs } from 'node:fs/promises';

/** Redo, undo and the system’s own tables of a copy, which its source doesn’t count. */
const extraBytes = 512 * 1024 ** 2;

/** A copy would not fit. @public */
export class NotEnoughSpace extends Error {
  override readonly name = 'NotEnoughSpace';

  constructor(folder: string, needed: number, free: number) {
    super(
      `${folder} has ${inMiB(free)} MiB free and the copy needs about ${inMiB(
        needed,
      )} MiB: give it a larger volume. Nothing was begun.`,
    );
  }
}

/** Refuses a copy that would not fit, before it begins. */
export async function requireSpace(
  folder: string,
  dataBytes: number,
): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = dataBytes + extraBytes;
  if (bavail * bsize < needed)
    throw new NotEnoughSpace(folder, needed, bavail * bsize);
}

function inMiB(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
