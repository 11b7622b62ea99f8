import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Archive } from '../archive/readArchive';
import { LineageSegment } from '../history/lineage';
import { mostHeartbeatBytes } from '../binlog/isHeartbeat';
import { positionAt } from '../history/positionAt';
import { ObjectStore } from '../stores';
import { NewestSeen } from './NewestSeen';
import { fetchSegment } from './fetchSegment';
import { transactionsOf } from './transactionsOf';

/** What one segment holds of before a moment. */
export interface SeenSegment
  extends Pick<NewestSeen, 'newest' | 'change'>,
    Pick<LineageSegment, 'segment'> {}

/**
 * Reads the segments that lead to a moment, the newest first, as far as somebody wants to know. It takes little memory,
 * whatever they hold: beginnings of transactions are small, and so are heartbeats.
 *
 * @param scratch - a folder for a segment at a time
 * @throws NotRecoverable when the moment is after the archive’s end; DamagedArtifact, StoreError
 */
export async function* lookBack(
  store: ObjectStore,
  archive: Archive,
  moment: number,
  scratch: string,
): AsyncIterable<SeenSegment> {
  const position = positionAt(archive, moment);
  if (!position) return;
  const { whole, partial } = position;
  for (const part of [partial, ...[...whole].reverse()])
    if (part) yield await newestIn(store, part, moment, scratch);
}

async function newestIn(
  store: ObjectStore,
  { segment, provides }: LineageSegment,
  moment: number,
  scratch: string,
): Promise<SeenSegment> {
  const path = join(scratch, `segment-${randomUUID()}`);
  const seen = new NewestSeen();
  let counted: { readonly gtid: string; readonly is: boolean } | undefined;
  try {
    for await (const { event, transaction } of transactionsOf(
      fetchSegment(store, segment, path, mostHeartbeatBytes),
    )) {
      if (!transaction) continue;
      const { gtid, committedAt } = transaction;
      if (committedAt > moment) break;
      if (counted?.gtid !== gtid)
        counted = { gtid, is: provides.contains(GtidSet.parse(gtid)) };
      if (counted.is) seen.add(event, transaction);
    }
    seen.end();
  } finally {
    await rm(path, { force: true });
  }
  const { newest, change } = seen;
  return { segment, newest, change };
}
