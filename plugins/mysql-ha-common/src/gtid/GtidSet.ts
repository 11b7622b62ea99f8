import { covers, Intervals, normalise, size, subtract } from './intervals';
import { parseGtidSet } from './parseGtidSet';

/** How one set stands to another: `ahead` holds all of the other and more. @public */
export type GtidOrder = 'equal' | 'ahead' | 'behind' | 'diverged';

/**
 * An immutable set of global transaction identifiers, with the algebra that MySQL has in
 * `GTID_SUBSET` and `GTID_SUBTRACT`, so that what thinks needs no server to ask.
 * Tagged GTIDs (MySQL 8.3 and later, `uuid:tag:1-5`) are other transactions than the untagged of the same number.
 * @public
 */
export class GtidSet {
  /** Without any transaction: the set of a server that was never written to. */
  static readonly EMPTY = new GtidSet(new Map());

  /** @param intervals - by `uuid` or `uuid:tag` in lower case, in ascending order; none empty */
  private constructor(
    private readonly intervals: ReadonlyMap<string, Intervals>,
  ) {}

  /**
   * Reads MySQL's text form.
   *
   * @throws InputError (`@backstage/errors`) naming the element that can't be read
   */
  static parse(text: string): GtidSet {
    return new GtidSet(parseGtidSet(text));
  }

  /** Whether each transaction of `other` is in this set. */
  contains(other: GtidSet): boolean {
    for (const [key, theirs] of other.intervals) {
      const mine = this.of(key);
      if (mine !== theirs && !covers(mine, theirs)) return false;
    }
    return true;
  }

  /** What is in either; one of the two itself where it holds all of the other, as most that meet do. */
  union(other: GtidSet): GtidSet {
    if (this.contains(other)) return this;
    if (other.contains(this)) return other;
    const keys = [
      ...new Set([...this.intervals.keys(), ...other.intervals.keys()]),
    ].sort();
    return new GtidSet(
      new Map(
        keys.map(key => [key, normalise([...this.of(key), ...other.of(key)])]),
      ),
    );
  }

  /** What is in this set and not in `other`. */
  subtract(other: GtidSet): GtidSet {
    if (other.isEmpty()) return this;
    return this.map((key, mine) => subtract(mine, other.of(key)));
  }

  /** What is in both. */
  intersect(other: GtidSet): GtidSet {
    if (this.contains(other)) return other;
    if (other.contains(this)) return this;
    return this.subtract(this.subtract(other));
  }

  /** The transactions, tagged or not, that originate from this server. */
  originatingFrom(uuid: string): GtidSet {
    return this.map((key, mine) =>
      uuidOf(key) === uuid.toLowerCase() ? mine : [],
    );
  }

  isEmpty(): boolean {
    return this.intervals.size === 0;
  }

  equals(other: GtidSet): boolean {
    return this.contains(other) && other.contains(this);
  }

  compare(other: GtidSet): GtidOrder {
    const holdsOther = this.contains(other);
    const isHeld = other.contains(this);
    if (holdsOther) {
      return isHeld ? 'equal' : 'ahead';
    }
    return isHeld ? 'behind' : 'diverged';
  }

  /** How many transactions these are; exact up to 2^53. */
  count(): number {
    return Number(
      [...this.intervals.values()].reduce(
        (sum, intervals) => sum + size(intervals),
        0n,
      ),
    );
  }

  /** The servers that the transactions originate from, in ascending order. */
  uuids(): readonly string[] {
    return [...new Set([...this.intervals.keys()].map(uuidOf))];
  }

  /** As MySQL prints it, on one line: servers and tags in ascending order, intervals merged. */
  toString(): string {
    return this.uuids()
      .map(uuid =>
        [...this.intervals]
          .filter(([key]) => uuidOf(key) === uuid)
          .reduce(
            (text, [key, intervals]) =>
              text + key.slice(uuid.length) + print(intervals),
            uuid,
          ),
      )
      .join(',');
  }

  /** So that snapshots print well. */
  toJSON(): string {
    return this.toString();
  }

  private of(key: string): Intervals {
    return this.intervals.get(key) ?? [];
  }

  private map(
    change: (key: string, intervals: Intervals) => Intervals,
  ): GtidSet {
    return new GtidSet(
      new Map(
        [...this.intervals]
          .map(([key, intervals]): [string, Intervals] => [
            key,
            change(key, intervals),
          ])
          .filter(([, intervals]) => intervals.length > 0),
      ),
    );
  }
}

function uuidOf(key: string): string {
  return key.split(':', 1)[0];
}

function print(intervals: Intervals): string {
  return intervals
    .map(({ first, last }) =>
      first === last ? `:${first}` : `:${first}-${last}`,
    )
    .join('');
}
