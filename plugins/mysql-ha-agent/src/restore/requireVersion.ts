import { text } from 'node:stream/consumers';
import { Manifest } from '../artifact';
import { RunningProgram } from '../mysql/RunningProgram';
import { RestoreJob } from './RestoreJob';

/** The data are of a newer MySQL than the one that is to read them; nothing was changed. @public */
export class NewerMySql extends Error {
  override readonly name = 'NewerMySql';

  constructor(path: string, saved: string, found: string) {
    super(
      `The backup ${path} is of MySQL ${saved}, and the new data would be read by ${found}, which knows nothing of what came later: give the cluster an image of MySQL ${seriesOf(
        saved,
      ).join('.')} or newer. Nothing was changed.`,
    );
  }
}

/**
 * A server reads the files and dumps of its own series and of older ones
 * (https://dev.mysql.com/doc/refman/en/downgrading.html). One that does not say what it is, is asked by starting it.
 *
 * @throws NewerMySql
 */
export async function requireVersion(
  { programs, path, signal }: RestoreJob,
  { version }: Manifest,
): Promise<void> {
  const asked = RunningProgram.start('mysqld', programs.mysqld, ['--version'], {
    signal,
  });
  const [, found] =
    /Ver (\d+\.\d+\.\d+)/.exec(await text(asked.output())) ?? [];
  if (found !== undefined && isNewer(seriesOf(version), seriesOf(found)))
    throw new NewerMySql(path, version, found);
}

/** Major and minor. */
function seriesOf(version: string): readonly [number, number] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}

function isNewer(
  [major, minor]: readonly [number, number],
  [than, thanMinor]: readonly [number, number],
): boolean {
  return major > than || (major === than && minor > thanMinor);
}
