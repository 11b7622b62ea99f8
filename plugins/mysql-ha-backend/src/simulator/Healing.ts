import { VirtualClock } from '../mysql/inMemory';
import { notEqual, notHealed, Scene } from './invariants';

/** How long the cluster may take to be healthy again after all is mended, in milliseconds. */
const HEALS_WITHIN_MS = 120_000;
/** And how long until all instances hold the same, once nobody writes. */
const EQUAL_WITHIN_MS = 15_000;
/** How often it is asked whether it is healthy. */
const ASK_MS = 200;

/** The end of a run, when all is mended: the cluster has to become healthy by itself. */
export class Healing {
  static readonly PROMISE = `it heals within ${HEALS_WITHIN_MS / 1000} s`;
  /** How long that took, in milliseconds; undefined while it is not healthy. */
  tookMs?: number;

  constructor(
    private readonly clock: VirtualClock,
    private readonly scene: () => Scene,
    /** Lets time pass until a moment, or until it is enough. */
    private readonly until: (
      ms: number,
      enough: () => boolean,
    ) => Promise<void>,
  ) {}

  /** Waits until it is healthy. @returns what is still not as it should be when the time is over */
  async heal(): Promise<string | undefined> {
    const { clock } = this;
    const mendedAt = clock.monotonic();
    const ask = () => {
      if (notHealed(this.scene()) === undefined) {
        this.tookMs = clock.monotonic() - mendedAt;
      } else clock.after(ASK_MS, ask);
    };
    ask();
    await this.until(
      mendedAt + HEALS_WITHIN_MS,
      () => this.tookMs !== undefined,
    );
    return this.tookMs === undefined ? notHealed(this.scene()) : undefined;
  }

  /** Waits until all hold the same, while nobody writes. @returns who does not when the time is over */
  async equalise(): Promise<string | undefined> {
    const { clock } = this;
    let equal = false;
    const ask = () => {
      equal = notEqual(this.scene()) === undefined;
      if (!equal) clock.after(ASK_MS, ask);
    };
    clock.after(1, ask);
    await this.until(clock.monotonic() + EQUAL_WITHIN_MS, () => equal);
    return equal ? undefined : notEqual(this.scene());
  }
}
