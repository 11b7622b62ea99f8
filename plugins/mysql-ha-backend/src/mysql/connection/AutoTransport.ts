import { Duplex } from 'node:stream';
import { Clock } from '../../clock';
import { InstanceAddress } from '../types';
import { toFailure } from './toFailure';
import { Transport } from './Transport';

/** A verdict that was doubted isn't examined again sooner: a dead pod is asked several times a second. */
const EXAMINE_EVERY_MS = 30_000;

/**
 * Directly where the pod network can be reached, else through the API server.
 * The verdict holds for all pods: they share one network.
 */
export class AutoTransport implements Transport {
  private verdict?: 'direct' | 'portForward';
  private examinedAt = -Infinity;

  constructor(
    private readonly direct: Transport,
    private readonly portForward: Transport,
    private readonly clock: Clock,
  ) {}

  async open(address: InstanceAddress, port: number): Promise<Duplex> {
    const [first, second] =
      this.verdict === 'portForward'
        ? (['portForward', 'direct'] as const)
        : (['direct', 'portForward'] as const);
    try {
      return await this.try(first, address, port);
    } catch (error) {
      if (!this.mayDoubt(error)) {
        throw error;
      }
      // What the first way said is the truth about the pod, unless the second way gets through.
      return await this.try(second, address, port).catch(() => {
        throw error;
      });
    }
  }

  private async try(
    way: 'direct' | 'portForward',
    address: InstanceAddress,
    port: number,
  ): Promise<Duplex> {
    try {
      const stream = await this[way].open(address, port);
      this.verdict = way;
      return stream;
    } catch (error) {
      // A refusal came from the pod, so the way is open.
      if (way === 'direct' && toFailure(error).kind === 'refused') {
        this.verdict = 'direct';
      }
      throw error;
    }
  }

  private mayDoubt(error: unknown): boolean {
    if (this.verdict === 'direct' && toFailure(error).kind !== 'timeout') {
      return false;
    }
    const now = this.clock.monotonic();
    if (this.verdict && now < this.examinedAt + EXAMINE_EVERY_MS) {
      return false;
    }
    this.examinedAt = now;
    return true;
  }
}
