import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../e2e/stand';
import { environment } from '../report/environment';
import { writeReport } from '../report/Report';
import { PARTS, type Options, parseOptions } from './options';
import { writeOverview } from './overview';

/** On a disk, as what is measured is one; in `.local`, which is nobody’s work. */
const folder = join(ROOT, '.local', `bench-backup-${process.pid}`);

/** Each report is written when it is taken, so that a run that is broken off leaves those before. */
async function main({ chosen, ...options }: Options): Promise<number> {
  mkdirSync(folder, { recursive: true });
  process.env.MYSQLHA_TEMP_FOLDER = folder;
  const where = environment();
  let failed = 0;
  for (const name of chosen) {
    const say = (line: string) => process.stderr.write(`${name}: ${line}\n`);
    say('begins');
    const startedIn = { ...where, loadAtStart: environment().loadAtStart };
    try {
      const { report, headlines } = await PARTS[name]({ ...options, say });
      if (options.quick) {
        const { rows, notes = [] } = report;
        process.stdout.write(`${JSON.stringify([headlines, rows, notes])}\n`);
        continue;
      }
      const raw = { headlines, measured: report.raw };
      process.stdout.write(
        `${writeReport(
          `backup-${name}`,
          { ...report, raw },
          startedIn,
          `bench:backup -- --part ${name}`,
        )}\n`,
      );
      writeOverview(Object.keys(PARTS));
    } catch (failure) {
      // The others are worth having all the same.
      failed += 1;
      say(failure instanceof Error ? failure.message : String(failure));
    }
  }
  return failed === 0 ? 0 : 1;
}

process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
Promise.resolve()
  .then(() => main(parseOptions(process.argv.slice(2))))
  .then(
    code => process.exit(code),
    error => {
      process.stderr.write(
        `${error instanceof Error ? error.message : String(error)}\n`,
      );
      process.exit(1);
    },
  );
