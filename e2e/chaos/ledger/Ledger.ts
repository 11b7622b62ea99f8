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
  /** Its commit was sent no earlier than that, by `performance.now()`. */
  readonly sentAt: number;
  /** When the answer came, by the same clock. */
  readonly at: number;
}

/** What all writers were told: kept on the clients' side, where no fault can reach it. */
export class Ledger {
  private readonly byWriter = new Map<number, Entry[]>();

  /**
   * A writer begins its next transaction.
   * @param sentAt - a moment before which its commit is not sent
   */
  begin(writer: number, rows: number, sentAt = performance.now()): number {
    const own = this.byWriter.get(writer) ?? [];
    const seq = own.length + 1;
    own.push({ writer, seq, rows, told: 'pending', sentAt, at: Number.NaN });
    this.byWriter.set(writer, own);
    return seq;
  }

  /** Its commit is about to be sent. */
  commit(writer: number, seq: number): void {
    this.change(writer, seq, { sentAt: performance.now() });
  }

  /** It has its answer, or gave up waiting for it. */
  settle(writer: number, seq: number, told: Exclude<Told, 'pending'>): void {
    this.change(writer, seq, { told, at: performance.now() });
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

  /** When commits of these writers were acknowledged since a moment, in order. */
  acknowledgedSince(
    since: number,
    writers: readonly number[] = this.writers,
  ): readonly number[] {
    return writers
      .flatMap(writer => this.entriesOf(writer))
      .filter(({ told, at }) => told === 'acknowledged' && at > since)
      .map(({ at }) => at)
      .sort((a, b) => a - b);
  }

  private change(writer: number, seq: number, to: Partial<Entry>): void {
    const own = this.byWriter.get(writer) ?? [];
    own[seq - 1] = { ...own[seq - 1], ...to };
  }
}
