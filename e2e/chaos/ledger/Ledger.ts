/** What a client was told of one transaction. `unknown`: the answer never came, so it may be there or not. */
export type Told = 'pending' | 'acknowledged' | 'unknown' | 'refused';

/** A transaction as its client knows it. */
export interface Entry {
  readonly writer: number;
  /** Counts from 1 in the order in which the writer began them, one after the other. */
  readonly seq: number;
  /** How many rows it inserts. */
  readonly rows: number;
  readonly told: Told;
  /** When the answer came, by `performance.now()`. */
  readonly at: number;
}

/** What all writers were told: kept on the clients' side, where no fault can reach it. */
export class Ledger {
  private readonly byWriter = new Map<number, Entry[]>();
  private readonly lastSpoken = new Map<number, number>();

  /** A writer begins its next transaction. */
  begin(writer: number, rows: number): number {
    const own = this.byWriter.get(writer) ?? [];
    const seq = own.length + 1;
    own.push({ writer, seq, rows, told: 'pending', at: Number.NaN });
    this.byWriter.set(writer, own);
    return seq;
  }

  /** It has its answer, or gave up waiting for it. */
  settle(writer: number, seq: number, told: Exclude<Told, 'pending'>): void {
    const own = this.byWriter.get(writer) ?? [];
    const at = performance.now();
    own[seq - 1] = { ...own[seq - 1], told, at };
    this.lastSpoken.set(writer, at);
  }

  get writers(): readonly number[] {
    return [...this.byWriter.keys()];
  }

  /** In the order in which the writer began them. */
  entriesOf(writer: number): readonly Entry[] {
    return this.byWriter.get(writer) ?? [];
  }

  get entries(): readonly Entry[] {
    return [...this.byWriter.values()].flat();
  }

  count(told: Told): number {
    return this.entries.filter(entry => entry.told === told).length;
  }

  /** When commits were acknowledged since a moment, in order. */
  acknowledgedSince(since: number): readonly number[] {
    return this.entries
      .filter(({ told, at }) => told === 'acknowledged' && at > since)
      .map(({ at }) => at)
      .sort((a, b) => a - b);
  }
}
