import { Clock } from '../../../clock';
import { LeaseHandle, ObjectKey } from '../../types';
import { LeaseTimings } from '../leaseTimings';
import { Pause } from '../Pause';
import { divide, Division } from './divide';
import { OPERATOR_PREFIX } from './operatorName';
import { isReleased } from './removeLeftovers';
import { Rival } from './Rival';
import { SHARE_RECORD } from './ShareRecord';
import { ShareTable } from './ShareTable';
import { ShareApi } from './ShareApi';

/** The longest time between two looks at the record, which a watch tells of anyway. */
const LOOK_MS = 60_000;

/** One operator among the others, from the day it gets its Lease until it loses it or leaves. */
export class Membership {
  private readonly table: ShareTable;
  private readonly rivals = new Map<string, Rival>();
  private readonly pause: Pause;
  private isRecorded = false;

  constructor(
    private readonly options: {
      readonly api: ShareApi;
      readonly clock: Clock;
      readonly timings: LeaseTimings;
      /** The name of its Lease. */
      readonly name: string;
      readonly lease: LeaseHandle;
      readonly formerSelves: ReadonlySet<string>;
      readonly keyOf: (name: string) => ObjectKey;
      /** Told of what is held from now on; resolves when nothing is done any more for the rest. */
      readonly hold: (shares: readonly number[]) => Promise<void>;
    },
  ) {
    this.pause = new Pause(options.clock);
    this.table = new ShareTable({
      ...options,
      key: options.keyOf(SHARE_RECORD),
      onChange: () => this.pause.wake(),
    });
    this.table.watch();
  }

  /**
   * One look at the record, and one step towards a fair division or a wait.
   * @throws ConflictError when another operator was quicker
   */
  async turn(signal: AbortSignal): Promise<void> {
    const { clock, lease, name, timings, hold } = this.options;
    const recorded = await this.table.read();
    if (!lease.isHeld()) {
      // That it is lost is told a moment later.
      await clock.sleep(timings.retryEveryMs, signal);
      return;
    }
    if (!recorded) {
      // Nobody knows who holds what; whoever holds anything notices, or has lost its Lease, within its duration.
      await hold([]);
      const missing = this.table.unknownForMs();
      if (missing < timings.durationMs && (await this.othersMayLive())) {
        await clock.sleep(timings.durationMs - missing, signal);
      }
    }
    const division = recorded ?? new Map<string, readonly number[]>();
    if (this.isRecorded && !division.has(name)) {
      // Somebody took this one for dead. Its Lease tells at the next renewal whether it is.
      this.isRecorded = false;
      await hold([]);
      await clock.sleep(timings.durationMs - timings.giveUpAfterMs, signal);
    }
    await this.meet(division);
    const gone = [...this.rivals].filter(([, rival]) => rival.goneInMs() === 0);
    const goneNames = gone.map(([rival]) => rival);
    const live = [...new Set([...division.keys(), name])].filter(
      member => !goneNames.includes(member),
    );
    const next = divide(division, live, name);
    const before = division.get(name);
    const same =
      before?.length === next.length && next.every(s => before.includes(s));
    if (same && gone.length === 0) {
      await hold(next);
      this.isRecorded = true;
      await this.pause.wait(this.nextDeadlineMs(), signal);
      return;
    }
    for (const [, rival] of gone) await rival.shutOut();
    // What is given up is let go first, and what is new is held last.
    await hold(next.filter(share => before?.includes(share)));
    if (!lease.isHeld()) return;
    await this.table.write(
      new Map([
        ...[...division].filter(([member]) => live.includes(member)),
        [name, next] as const,
      ]),
    );
    this.isRecorded = true;
    await hold(next);
    for (const member of goneNames) this.drop(member);
  }

  /** Takes itself out of the record, so that the others go on at once. */
  async resign(): Promise<void> {
    this.table.doubt();
    const division = await this.table.read();
    if (!division?.has(this.options.name)) return;
    await this.table.write(
      new Map([...division].filter(([member]) => member !== this.options.name)),
    );
  }

  /** What is known is read again. */
  doubt(): void {
    this.table.doubt();
  }

  /** Ends all watches. */
  forget(): void {
    this.table.forget();
    for (const name of this.rivals.keys()) this.drop(name);
  }

  /** Watches the operators in the record, and no others. */
  private async meet(division: Division): Promise<void> {
    const { name, keyOf, formerSelves } = this.options;
    for (const known of [...this.rivals.keys()]) {
      if (!division.has(known)) this.drop(known);
    }
    for (const member of division.keys()) {
      if (member === name || this.rivals.has(member)) continue;
      const rival = new Rival({
        ...this.options,
        key: keyOf(member),
        isFormerSelf: formerSelves.has(member),
        onChange: () => this.pause.wake(),
      });
      this.rivals.set(member, rival);
      try {
        await rival.look();
      } catch (error) {
        this.drop(member);
        throw error;
      }
    }
  }

  /** Whether somebody who isn't this process may hold a Lease although nothing is recorded. */
  private async othersMayLive(): Promise<boolean> {
    const { api, name, keyOf, formerSelves } = this.options;
    const leases = await api.list(keyOf(''));
    return leases.some(
      lease =>
        lease.metadata.name.startsWith(OPERATOR_PREFIX) &&
        lease.metadata.name !== name &&
        !formerSelves.has(lease.metadata.name) &&
        !isReleased(lease),
    );
  }

  private drop(member: string): void {
    this.rivals.get(member)?.forget();
    this.rivals.delete(member);
  }

  private nextDeadlineMs(): number {
    return Math.min(
      LOOK_MS,
      ...[...this.rivals.values()].map(rival => rival.goneInMs()),
    );
  }
}
