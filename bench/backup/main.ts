import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../e2e/stand';
import { runProgram, takeReports } from '../runner';
import { GB, PARTS, parseOptions } from './options';
import { writeOverview } from './overview';

/** On a disk, as what is measured is one; in `.local`, which is nobody’s work. */
const folder = join(ROOT, '.local', `bench-backup-${process.pid}`);

/** Backups, restores and the archive; most of it without a Kubernetes. */
async function main(args: readonly string[]): Promise<number> {
  const { chosen, ...options } = parseOptions(args);
  mkdirSync(folder, { recursive: true });
  process.env.MYSQLHA_TEMP_FOLDER = folder;
  const gigabytes = options.bytes / GB;
  const [suffix, asked] =
    options.quick || gigabytes === 1
      ? ['', '']
      : [`-${gigabytes}gb`, ` --gigabytes ${gigabytes}`];
  const due = chosen.map(name => ({
    name: `backup-${name}${suffix}`,
    command: `bench:backup -- --part ${name}${asked}`,
    take: async (say: (line: string) => void) => {
      const { report, headlines } = await PARTS[name]({ ...options, say });
      headlines.forEach(({ figure, value }) => say(`${figure}: ${value}`));
      return { ...report, raw: { headlines, measured: report.raw } };
    },
    overview: () => writeOverview(Object.keys(PARTS)),
  }));
  return takeReports(due, options);
}

process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
runProgram(main);
