import { diskLevels } from '../diagnose';
import { BinaryLog } from '../mysql';
import { BinlogsView } from '../observe';
import { Reader } from './Reader';

/** What is known of one server's volume and binary logs. */
export interface LogKeeping {
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number };
  /** Oldest first; the last one is written. */
  readonly logs: readonly BinaryLog[];
  readonly readers: readonly Reader[];
  /** Who lacked some of the oldest file at the look before already: the others may be only a moment behind. */
  readonly stuck: ReadonlySet<string>;
  /** A commit waits for its acknowledgement, so that a rotation would hang. */
  readonly commitWaits: boolean;
}

/** What is to be done about a server's binary logs. */
export interface LogVerdict extends BinlogsView {
  readonly act:
    | { readonly do: 'Nothing' }
    | {
        readonly do: 'Purge';
        /** The oldest file that stays. */
        readonly to: string;
        readonly bytes: number;
        /** Who can't follow this server any more then, and must be filled anew. */
        readonly givenUp: readonly Reader[];
      }
    | { readonly do: 'Rotate' };
}

/** A current file of more than this share of the volume is closed, so that it can be purged one day. */
const LARGE_SHARE = 0.05;

/**
 * With space enough binary logs stay for as long as my.cnf says: they are what a replica that comes back reads. Where
 * it gets tight the oldest go, as many as are needed, but none that a reader lacks; and shortly before the disk is full
 * also those, the readers that need the oldest first. Pure.
 */
export function judgeBinaryLogs(keeping: LogKeeping): LogVerdict {
  const { disk, logs, commitWaits } = keeping;
  const levels = diskLevels(disk.totalBytes);
  const missing = levels.tight - disk.freeBytes;
  if (missing <= 0) return { act: { do: 'Nothing' } };
  const wanted = howMany(logs, missing);
  const readers = servable(keeping);
  const free = purgeable(logs, wanted, readers);
  const heldBack = heldBackBy(logs, wanted, free, readers);
  if (free > 0) return { act: purge(logs, free, []), heldBack };
  if (disk.freeBytes < levels.last) {
    const givenUp = giveUp(logs, wanted, readers, keeping.stuck);
    if (givenUp) return { act: givenUp };
  }
  const current = logs[logs.length - 1];
  return current !== undefined &&
    current.bytes > LARGE_SHARE * disk.totalBytes &&
    !commitWaits
    ? { act: { do: 'Rotate' }, heldBack }
    : { act: { do: 'Nothing' }, heldBack };
}

/** Who lacks something of the oldest file, so that nothing at all can go. Pure. */
export function lackOldest(
  logs: readonly BinaryLog[],
  readers: readonly Reader[],
): readonly string[] {
  const second = logs[1];
  return second
    ? servable({ logs, readers })
        .filter(reader => !isPast(reader, second))
        .map(({ name }) => name)
    : [];
}

/** One that lacks what is purged already has to be filled anew, whatever else is kept. */
function servable({
  logs,
  readers,
}: Pick<LogKeeping, 'logs' | 'readers'>): readonly Reader[] {
  const begins = logs[0]?.begins;
  return readers.filter(
    ({ holds }) => !holds || !begins || holds.contains(begins),
  );
}

/** How many of the oldest files make up for what is missing; never the one that is written. */
function howMany(logs: readonly BinaryLog[], missing: number): number {
  let bytes = 0;
  let count = 0;
  for (const log of logs.slice(0, -1)) {
    if (bytes >= missing || logs[count + 1]?.begins === undefined) break;
    bytes += log.bytes;
    count += 1;
  }
  return count;
}

/** How many of these files no reader needs: it holds all that stands before the first that stays. */
function purgeable(
  logs: readonly BinaryLog[],
  wanted: number,
  readers: readonly Reader[],
): number {
  for (let count = wanted; count > 0; count--) {
    const first = logs[count];
    if (readers.every(reader => isPast(reader, first))) return count;
  }
  return 0;
}

function isPast({ holds }: Reader, first: BinaryLog): boolean {
  return first.begins !== undefined && holds?.contains(first.begins) === true;
}

function heldBackBy(
  logs: readonly BinaryLog[],
  wanted: number,
  free: number,
  readers: readonly Reader[],
): BinlogsView['heldBack'] {
  if (free >= wanted) return undefined;
  return {
    by: readers
      .filter(reader => !isPast(reader, logs[wanted]))
      .map(({ name }) => name),
    bytes: bytesOf(logs.slice(free, wanted)),
  };
}

/** The fewest that must be given up for some space, those first that need the oldest files. */
function giveUp(
  logs: readonly BinaryLog[],
  wanted: number,
  readers: readonly Reader[],
  stuck: ReadonlySet<string>,
): Extract<LogVerdict['act'], { do: 'Purge' }> | undefined {
  const neediest = [...readers].sort(
    (a, b) => purgeable(logs, wanted, [a]) - purgeable(logs, wanted, [b]),
  );
  for (let given = 1; given <= neediest.length; given++) {
    if (!stuck.has(neediest[given - 1].name)) return undefined;
    const count = purgeable(logs, wanted, neediest.slice(given));
    if (count > 0) return purge(logs, count, neediest.slice(0, given));
  }
  return undefined;
}

function purge(
  logs: readonly BinaryLog[],
  count: number,
  givenUp: readonly Reader[],
): Extract<LogVerdict['act'], { do: 'Purge' }> {
  return {
    do: 'Purge',
    to: logs[count].name,
    bytes: bytesOf(logs.slice(0, count)),
    givenUp,
  };
}

function bytesOf(logs: readonly BinaryLog[]): number {
  return logs.reduce((sum, { bytes }) => sum + bytes, 0);
}
