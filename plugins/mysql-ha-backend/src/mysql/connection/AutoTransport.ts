import { Duplex } from 'node:stream';
import { Clock } from '../../clock';
import { InstanceAddress } from '../types';
import { toFailure } from './toFailure';
import { Transport } from './Transport';

type Way = 'direct' | 'portForward';

/** A verdict that was doubted isn't examined again sooner: a dead pod is asked several times a second. */
const EXAMINE_EVERY_MS = 30_000;

/**
 * Directly where the pod network can be reached, else through the API server.
 * The verdict holds for all pods: they share one network.
 */
export class AutoTransport implements Transport {
  private verdict?: Way;
  private examinedAt = -Infinity;

  /**
   * @param ways - `examine` is the direct way with little patience, for as long as it isn't known to lead anywhere
   */
  constructor(
    private readonly ways: {
      readonly direct: Transport;
      readonly examine: Transport;
      readonly portForward: Transport;
    },
    private readonly clock: Clock,
  ) {}

  async open(address: InstanceAddress, port: number): Promise<Duplex> {
    const [first, second] =
      this.verdict === 'portForward'
        ? (['portForward', 'direct'] as const)
        : (['direct', 'portForward'] as const);
    try {
      return this.judge(first, await this.through(first, address, port));
    } catch (error) {
      if (!this.mayDoubt(error)) {
        throw error;
      }
      return this.openSecond(second, error, () =>
        this.through(second, address, port),
      );
    }
  }

  private async openSecond(
    way: Way,
    firstError: unknown,
    open: () => Promise<Duplex>,
  ): Promise<Duplex> {
    // Not every refusal is the pod's: some networks answer so for addresses that they don't know.
    const doubtful = !this.verdict && toFailure(firstError).kind === 'refused';
    try {
      const stream = await open();
      return doubtful ? stream : this.judge(way, stream);
    } catch (error) {
      throw doubtful ? error : firstError;
    }
  }

  private judge(way: Way, stream: Duplex): Duplex {
    this.verdict = way;
    return stream;
  }

  private through(
    way: Way,
    address: InstanceAddress,
    port: number,
  ): Promise<Duplex> {
    return this.transport(way).open(address, port);
  }

  private transport(way: Way): Transport {
    const { direct, examine, portForward } = this.ways;
    if (way === 'portForward') {
      return portForward;
    }
    return this.verdict === 'direct' ? direct : examine;
  }

  private mayDoubt(error: unknown): boolean {
    if (!this.verdict) {
      return true;
    }
    if (this.verdict === 'direct' && toFailure(error).kind !== 'timeout') {
      return false;
    }
    const now = this.clock.monotonic();
    if (now < this.examinedAt + EXAMINE_EVERY_MS) {
      return false;
    }
    this.examinedAt = now;
    return true;
  }
}
