import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Archive } from '../archive/readArchive';
import { LineageSegment } from '../history/lineage';
import { positionAt } from '../history/positionAt';
import { ObjectStore } from '../stores';
import { fetchSegment } from './fetchSegment';
import { transactionsOf } from './transactionsOf';

/** A transaction in an archive. @public */
export interface ArchivedTransaction {
  readonly gtid: string;
  /** In microseconds since 1970. */
  readonly committedAt: number;
}

/**
 * The newest transaction that a restore to this moment contains; undefined when none was archived before it.
 *
 * @param scratch - a folder for a segment at a time
 * @throws NotRecoverable when the moment is after the archive’s end; DamagedArtifact, StoreError
 * @public
 */
export async function newestTransactionBefore(
  store: ObjectStore,
  archive: Archive,
  moment: number,
  scratch = tmpdir(),
): Promise<ArchivedTransaction | undefined> {
  const position = positionAt(archive, moment);
  if (!position) return undefined;
  const { whole, partial } = position;
  for (const part of [partial, ...[...whole].reverse()]) {
    if (!part) continue;
    const found = await newestIn(store, part, moment, scratch);
    if (found) return found;
  }
  return undefined;
}

async function newestIn(
  store: ObjectStore,
  { segment, provides }: LineageSegment,
  moment: number,
  scratch: string,
): Promise<ArchivedTransaction | undefined> {
  const path = join(scratch, `segment-${randomUUID()}`);
  let newest: ArchivedTransaction | undefined;
  try {
    for await (const { transaction } of transactionsOf(
      fetchSegment(store, segment, path),
    )) {
      if (!transaction || transaction.gtid === newest?.gtid) continue;
      if (transaction.committedAt > moment) break;
      const { gtid, committedAt } = transaction;
      if (provides.contains(GtidSet.parse(gtid)))
        newest = { gtid, committedAt };
    }
  } finally {
    await rm(path, { force: true });
  }
  return newest;
}
