import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Manifest, TableCheck } from '../artifact';
import { isOwnChecksum } from '../backup/ownChecksum';
import { checkingOptions, tableChecks } from '../backup/tableChecks';
import { ScratchMysqld } from '../mysql';
import { askOne } from '../mysql/ask';
import { RestoreJob } from './RestoreJob';

/** What was restored isn’t what was saved. @public */
export class NotVerified extends Error {
  override readonly name = 'NotVerified';

  constructor(path: string, what: string) {
    super(
      `The backup ${path} does not restore to what was saved: ${what}. Nothing of it was kept. Choose another backup, and keep this one for whoever looks for the cause.`,
    );
  }
}

/** Starts a server on restored data and compares it with the manifest. @returns its GTID set @throws NotVerified */
export async function checkRestored(
  { programs, scratch, progress, path, databases, signal }: RestoreJob,
  manifest: Manifest,
  datadir: string,
): Promise<string> {
  progress.begin('start the restored data and compare them');
  const mysqld = new ScratchMysqld(
    programs.mysqld,
    scratch,
    datadir,
    manifest.server,
  );
  try {
    await mysqld.start(checkingOptions);
    const connection = await mysqld.connect();
    const { gtidExecuted } = await askOne(
      connection,
      z.object({ gtidExecuted: z.string() }),
      "SELECT REPLACE(@@global.gtid_executed, '\\n', '') AS gtidExecuted",
    );
    const whole = databases.length === 0 && manifest.databases.length === 0;
    if (whole && gtidExecuted !== manifest.gtidExecuted)
      throw new NotVerified(
        path,
        `it holds the transactions ${gtidExecuted || 'of nobody'}, saved were ${
          manifest.gtidExecuted || 'none'
        }`,
      );
    if (manifest.tables.length > 0)
      compare(path, manifest.tables, await tableChecks(mysqld, signal));
    connection.destroy();
    await mysqld.stop();
    // A server that starts on it gets an identity of its own.
    await rm(join(datadir, 'auto.cnf'), { force: true });
    return gtidExecuted;
  } finally {
    await mysqld.kill();
  }
}

function compare(
  path: string,
  saved: readonly TableCheck[],
  found: readonly TableCheck[],
): void {
  const byName = new Map(found.map(check => [nameOf(check), check]));
  for (const want of saved) {
    const have = byName.get(nameOf(want));
    if (!have) throw new NotVerified(path, `${nameOf(want)} is missing`);
    if (have.rows !== want.rows)
      throw new NotVerified(
        path,
        `${nameOf(want)} has ${have.rows} rows, saved were ${want.rows}`,
      );
    if (have.checksum !== want.checksum && comparable(want, have))
      throw new NotVerified(path, `the checksum of ${nameOf(want)} differs`);
  }
}

/** Agents before took CHECKSUM TABLE’s word for tables of which it gives another number each time. */
function comparable(want: TableCheck, have: TableCheck): boolean {
  return isOwnChecksum(want.checksum) === isOwnChecksum(have.checksum);
}

function nameOf({ schema, table }: TableCheck): string {
  return `${schema}.${table}`;
}
