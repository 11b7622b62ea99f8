import { Duplex } from 'node:stream';
import { Clock } from '../../clock';
import { InstanceAddress } from '../types';
import { toFailure } from './toFailure';
import { Transport } from './Transport';

/** What came of an attempt. */
interface Outcome {
  readonly stream?: Duplex;
  readonly error?: unknown;
}

/** How the pods are reached. */
export type Way = 'direct' | 'portForward';

/** A verdict that was doubted isn't examined again sooner: a dead pod is asked several times a second. */
const EXAMINE_EVERY_MS = 30_000;
/** So long the direct way is given alone, before the other one is tried beside it: a pod nearby answers at once. */
const HEAD_START_MS = 500;

/**
 * Directly where the pod network can be reached, else through the API server.
 * The verdict holds for all pods: they share one network. One for the API server is doubted time and again, because a
 * busy machine looks like a network out of reach, and the direct way is the one to be on when the API server is gone.
 */
export class AutoTransport implements Transport {
  private verdict?: Way;
  private examinedAt = -Infinity;

  constructor(
    private readonly ways: {
      readonly direct: Transport;
      readonly portForward: Transport;
      /** Told of each verdict that is another than the one before. */
      readonly onVerdict?: (way: Way) => void;
    },
    private readonly clock: Clock,
  ) {}

  async open(address: InstanceAddress, port: number): Promise<Duplex> {
    switch (this.verdict) {
      case 'direct':
        return this.openDirect(address, port);
      case 'portForward':
        return this.openForwarded(address, port);
      default:
        return this.openFirst(address, port);
    }
  }

  private async openDirect(
    address: InstanceAddress,
    port: number,
  ): Promise<Duplex> {
    try {
      return await this.ways.direct.open(address, port);
    } catch (error) {
      if (toFailure(error).kind !== 'timeout' || !this.isDue()) throw error;
      const stream = await this.ways.portForward
        .open(address, port)
        .catch(() => undefined);
      if (!stream) throw error;
      return this.judge('portForward', stream);
    }
  }

  private async openForwarded(
    address: InstanceAddress,
    port: number,
  ): Promise<Duplex> {
    // An outcome never rejects: a refusal that comes before the forward is open would find nobody to handle it.
    const examined = this.isDue()
      ? outcomeOf(
          this.ways.direct
            .open(address, port)
            .then(stream => this.judge('direct', stream)),
        )
      : undefined;
    try {
      const stream = await this.ways.portForward.open(address, port);
      // What the examination opened is not needed this time; the verdict is.
      void examined?.then(other => other.stream?.destroy());
      return stream;
    } catch (error) {
      const other = await examined;
      if (!other?.stream) throw error;
      return other.stream;
    }
  }

  /** Nothing is known yet: both ways, the direct one with a head start, and the first that leads there. */
  private async openFirst(
    address: InstanceAddress,
    port: number,
  ): Promise<Duplex> {
    const direct = outcomeOf(
      this.ways.direct
        .open(address, port)
        .then(stream => this.judge('direct', stream)),
    );
    const early = await this.withHeadStart(direct);
    if (early?.stream) return early.stream;
    const forwarded = outcomeOf(this.ways.portForward.open(address, port));
    const winner = await Promise.any([opened(direct), opened(forwarded)]).catch(
      () => undefined,
    );
    void this.conclude(direct, forwarded, winner);
    return winner ?? opened(direct);
  }

  private async withHeadStart(
    direct: Promise<Outcome>,
  ): Promise<Outcome | undefined> {
    const over = new AbortController();
    const early = await Promise.race([
      direct,
      this.clock.sleep(HEAD_START_MS, over.signal).then(
        () => undefined,
        () => undefined,
      ),
    ]);
    over.abort();
    return early;
  }

  /** Closes the one of two that nobody uses, and learns from how they ended. */
  private async conclude(
    direct: Promise<Outcome>,
    forwarded: Promise<Outcome>,
    winner: Duplex | undefined,
  ): Promise<void> {
    const [straight, around] = await Promise.all([direct, forwarded]);
    for (const { stream } of [straight, around]) {
      if (stream !== winner) stream?.destroy();
    }
    // Not every refusal is the pod's: some networks answer so for addresses that they don't know.
    const outOfReach =
      !straight.stream && toFailure(straight.error).kind !== 'refused';
    if (around.stream && outOfReach && !this.verdict) this.find('portForward');
  }

  private judge(way: Way, stream: Duplex): Duplex {
    this.find(way);
    return stream;
  }

  private find(way: Way): void {
    if (this.verdict === way) return;
    this.verdict = way;
    if (way === 'portForward') this.examinedAt = this.clock.monotonic();
    this.ways.onVerdict?.(way);
  }

  private isDue(): boolean {
    const now = this.clock.monotonic();
    if (now < this.examinedAt + EXAMINE_EVERY_MS) return false;
    this.examinedAt = now;
    return true;
  }
}

function outcomeOf(attempt: Promise<Duplex>): Promise<Outcome> {
  return attempt.then(
    stream => ({ stream }),
    error => ({ error }),
  );
}

async function opened(attempt: Promise<Outcome>): Promise<Duplex> {
  const { stream, error } = await attempt;
  if (!stream) throw error;
  return stream;
}
