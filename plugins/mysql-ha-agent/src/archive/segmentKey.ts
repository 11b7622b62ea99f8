import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Transactions in the order of their commits, as one object. @public */
export interface Segment {
  readonly key: string;
  /** Rises by one within a chapter. */
  readonly sequence: number;
  readonly transactions: number;
  /** Commit time of its oldest transaction, in microseconds since 1970. */
  readonly from: number;
  /** Commit time of its newest transaction, in microseconds since 1970. */
  readonly to: number;
  readonly gtids: GtidSet;
  /** Of the object, compressed as it is. */
  readonly sha256: string;
  /** In the store. */
  readonly bytes: number;
}

/** What a key says. */
export type NamedSegment = Omit<Segment, 'key' | 'bytes'>;

const pattern =
  /^(\d{8})-(\d+)-(\d+)-(\d+)\/([0-9a-f]{64})\/([0-9a-z!._-]+)\.binlog\.zst$/;

/** A part of a key may have 255 bytes where a store keeps objects as files; this leaves room for the ending. */
export const mostGtidCharacters = 220;

/**
 * The key of a segment below its chapter’s folder. It says all that an index would, so that a listing is the index, and
 * there is none that could disagree with the objects.
 */
export function segmentName(segment: NamedSegment): string {
  const { sequence, transactions, from, to, sha256, gtids } = segment;
  const number = String(sequence).padStart(8, '0');
  return `${number}-${transactions}-${from}-${to}/${sha256}/${gtidText(
    gtids,
  )}.binlog.zst`;
}

/** Reads it back; undefined for what is no segment. */
export function parseSegmentName(name: string): NamedSegment | undefined {
  const found = pattern.exec(name);
  if (!found) return undefined;
  const [, sequence, transactions, from, to, sha256 = '', gtids = ''] = found;
  return {
    sequence: Number(sequence),
    transactions: Number(transactions),
    from: Number(from),
    to: Number(to),
    sha256,
    gtids: GtidSet.parse(gtids.replaceAll('.', ':').replaceAll('!', ',')),
  };
}

/** A set as a part of a key: colons and commas trouble some stores. */
function gtidText(gtids: GtidSet): string {
  return gtids.toString().replaceAll(':', '.').replaceAll(',', '!');
}
