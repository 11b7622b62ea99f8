import { Schedule } from './schedule';

/** How a run ended, and what it covered. */
export interface Outcome {
  readonly schedule: Schedule;
  /** What was broken, and when. */
  readonly violation?: {
    readonly at: number;
    readonly invariant: string;
    readonly what: string;
  };
  readonly covered: {
    /** Moments at which something happened and all invariants were looked at. */
    readonly events: number;
    readonly faults: Readonly<Record<string, number>>;
    readonly acknowledged: number;
    readonly failovers: number;
    readonly switchovers: number;
    readonly clones: number;
    /** Plans that ran beside a loop. */
    readonly besides: number;
    /** Steps of those at which their operator was hurt. */
    readonly sprung: number;
    readonly virtualMs: number;
    /** From mending to health. */
    readonly healedAfterMs?: number;
  };
}
