import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Manifest } from '../artifact';

/** What is remembered of data that have passed their checks. */
const checkedSchema = z.object({
  /** Of the backup: another one’s data are of no use. */
  completedAt: z.string(),
  source: z.string(),
  gtidExecuted: z.string(),
  /** All is done but the last rename. */
  result: z
    .object({ gtidExecuted: z.string(), restoredTo: z.string().optional() })
    .optional(),
});

/** What a restore ended with. */
export type RestoreResult = NonNullable<
  z.output<typeof checkedSchema>['result']
>;

/** The folder beside the data directory in which it comes to be, and a note that its data have passed their checks. */
export class Staging {
  readonly folder: string;
  private readonly note: string;

  constructor(datadir: string, private readonly manifest: Manifest) {
    this.folder = `${datadir}.restoring`;
    this.note = `${datadir}.restoring.json`;
  }

  /** Begins anew. */
  async begin(): Promise<void> {
    await this.remove();
    await mkdir(this.folder, { recursive: true });
  }

  /** The backup’s data are in it, and are right. @param gtidExecuted - what they hold */
  async checked(gtidExecuted: string, result?: RestoreResult): Promise<void> {
    const { completedAt, source } = this.manifest;
    const note = { completedAt, source, gtidExecuted, result };
    await writeFile(this.note, JSON.stringify(note));
  }

  async isChecked(): Promise<boolean> {
    return (await this.held()) !== undefined;
  }

  /** The transactions that the data held when they had passed their checks; undefined before. */
  async held(): Promise<string | undefined> {
    return (await this.read())?.gtidExecuted;
  }

  /** What a run ended with that was killed before it could say so. */
  async result(): Promise<RestoreResult | undefined> {
    return (await this.read())?.result;
  }

  /** Becomes the data directory. */
  async becomes(datadir: string, result: RestoreResult): Promise<void> {
    await this.checked(result.gtidExecuted, result);
    await rm(datadir, { recursive: true, force: true });
    await rename(this.folder, datadir);
    await rm(this.note, { force: true });
  }

  /** The data directory is there: nothing has to be remembered any more. */
  async forget(): Promise<void> {
    await rm(this.note, { force: true });
  }

  async remove(): Promise<void> {
    // The note first: without it whatever is left of the folder counts for nothing.
    await rm(this.note, { force: true });
    await rm(this.folder, { recursive: true, force: true });
  }

  private async read(): Promise<z.output<typeof checkedSchema> | undefined> {
    const text = await readFile(this.note, 'utf8').catch(() => 'null');
    const read = checkedSchema.safeParse(parsed(text));
    const { completedAt, source } = this.manifest;
    return read.success &&
      read.data.completedAt === completedAt &&
      read.data.source === source
      ? read.data
      : undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // written in part, by a process that was killed
  }
}
