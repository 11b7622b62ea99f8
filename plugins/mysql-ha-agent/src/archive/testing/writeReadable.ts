import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { magic } from '../../binlog';
import { InMemoryStore } from '../../stores';
import { segmentsPrefix } from '../chapter';
import { segmentName } from '../segmentKey';
import { chapterOf } from './archiveOf';
import { putChapter } from './putChapter';
import {
  RecordedTransaction,
  eventsOfTransaction,
} from './recordedTransaction';

/** For tests: writes a chapter whose segments can be read, each a list of transactions in the order of their commits. */
export async function writeReadable(
  store: InMemoryStore,
  path: string,
  {
    segments,
    ...about
  }: Pick<Parameters<typeof chapterOf>[0], 'number' | 'after'> & {
    readonly segments: readonly (readonly RecordedTransaction[])[];
  },
): Promise<void> {
  await putChapter(store, path, about);
  const prefix = segmentsPrefix(path, chapterOf(about).folder);
  for (const [sequence, transactions] of segments.entries()) {
    const content = zstdCompressSync(
      Buffer.concat([magic, ...transactions.map(eventsOfTransaction)]),
    );
    const times = transactions.map(({ committedAt }) => committedAt);
    const name = segmentName({
      ...{ sequence, transactions: transactions.length },
      ...{ from: Math.min(...times), to: Math.max(...times) },
      gtids: GtidSet.parse(transactions.map(({ gtid }) => gtid).join(',')),
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    await store.put(`${prefix}${name}`, content);
  }
}
