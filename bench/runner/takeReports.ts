import { environment } from '../report/environment';
import { Report, writeReport } from '../report/Report';

/** One report to take. */
export interface Due {
  /** Of the files in `results/`. */
  readonly name: string;
  /** The npm script by which it is taken. */
  readonly command: string;
  readonly take: (say: (line: string) => void) => Promise<Report>;
  /** Puts together what is there, once this one is. */
  readonly overview?: () => void;
}

/**
 * Takes one report after the other. Each is written when it is taken, so that a run that is broken off leaves those
 * before, and one that fails leaves the others to be taken.
 *
 * @param options - `quick` writes nothing
 * @returns the exit code
 */
export async function takeReports(
  due: readonly Due[],
  { quick }: { readonly quick: boolean },
): Promise<number> {
  const where = environment();
  let failed = 0;
  for (const { name, command, take, overview } of due) {
    const say = (line: string) => process.stderr.write(`${name}: ${line}\n`);
    say('begins');
    const startedIn = { ...where, loadAtStart: environment().loadAtStart };
    try {
      const report = await take(say);
      if (quick) {
        const { rows, notes = [] } = report;
        process.stdout.write(`${JSON.stringify([rows, notes])}\n`);
        continue;
      }
      process.stdout.write(
        `${writeReport(name, report, startedIn, command)}\n`,
      );
      overview?.();
    } catch (failure) {
      failed += 1;
      say(failure instanceof Error ? failure.message : String(failure));
    }
  }
  return failed === 0 ? 0 : 1;
}
