import { Clock } from '../clock';
import { Supervisor, SupervisorState } from '../mysql';
import { failingStart, FailingStart, withFailingStart } from './failingStart';
import { InstanceMonitor } from './InstanceMonitor';
import { SupervisorView } from './Snapshot';

/** How often a supervisor is asked while its mysqld does not answer: at first, when the answer decides a failover. */
const EAGER_MS = 250;
/** For how long it is asked so often, and how often after that. */
const EAGER_FOR_MS = 10_000;
const PATIENT_MS = 1_000;
/** And while it does, for what only the supervisor knows (free disk). */
const AT_REST_MS = 30_000;
/** With less than this free, nothing new fits, though mysqld may still overwrite what it has. */
const NO_SPACE_BYTES = 1024 ** 2;

/**
 * Watches one PID 1. It is the best witness of a death: it sees its child end at once, when replicas may still be busy
 * with what the dead primary sent before. What it says counts only if it was asked after the silence began.
 */
export class SupervisorMonitor {
  private answer?: {
    readonly state: SupervisorState;
    readonly askedAt: number;
  };
  /** Which mysqld it was that answered our probes. */
  private known?: { readonly contact: number; readonly start: string };
  private failing?: FailingStart;
  /** Since when each answer has said that its volume has no space. */
  private noSpaceSince?: number;
  private askedAt = Number.NEGATIVE_INFINITY;
  private pending?: Promise<void>;

  constructor(
    private readonly options: {
      readonly supervisor: Pick<Supervisor, 'state'>;
      readonly mysqld: Pick<InstanceMonitor, 'latest' | 'contact'>;
      readonly clock: Clock;
      /** Called when it says something else than before. */
      readonly onChange: () => void;
    },
  ) {}

  /** What it said last; nothing while it does not answer. */
  latest(): SupervisorView | undefined {
    const { answer, known } = this;
    if (!answer) return undefined;
    const { clock, mysqld } = this.options;
    return {
      ...withFailingStart(answer.state, this.failing),
      ageMs: clock.monotonic() - answer.askedAt,
      noSpaceForMs:
        this.noSpaceSince === undefined
          ? undefined
          : answer.askedAt - this.noSpaceSince,
      startedAnew:
        known !== undefined &&
        known.contact === mysqld.contact &&
        known.start !== startOf(answer.state),
    };
  }

  /** Asks if it is time; never throws. */
  async askIfDue(): Promise<void> {
    const { clock, mysqld } = this.options;
    const view = mysqld.latest();
    const pause =
      view.state === 'reachable' && this.noSpaceSince === undefined
        ? AT_REST_MS
        : pauseAfter(view);
    if (clock.monotonic() - this.askedAt >= pause) await this.ask();
  }

  /** Asks now, after what is under way: what it says then was so after this call. Never throws. */
  async ask(): Promise<void> {
    await this.pending;
    this.pending ??= this.request().finally(() => {
      this.pending = undefined;
    });
    await this.pending;
  }

  private async request(): Promise<void> {
    const { clock, mysqld, supervisor, onChange } = this.options;
    const askedAt = clock.monotonic();
    this.askedAt = askedAt;
    const before = this.answer?.state;
    const answered = mysqld.latest().state === 'reachable';
    const { contact } = mysqld;
    const state = await supervisor.state().catch(() => undefined);
    this.answer = state && { state, askedAt };
    if (state) this.failing = failingStart(this.failing, state);
    this.noSpaceSince = hasNoSpace(state)
      ? this.noSpaceSince ?? askedAt
      : undefined;
    if (
      state &&
      answered &&
      mysqld.latest().state === 'reachable' &&
      mysqld.contact === contact
    ) {
      this.known = { contact, start: startOf(state) };
    }
    if (
      state?.phase !== before?.phase ||
      (state && before && startOf(state) !== startOf(before))
    ) {
      onChange();
    }
  }
}

function pauseAfter(view: ReturnType<InstanceMonitor['latest']>): number {
  return view.state === 'unreachable' && view.forMs < EAGER_FOR_MS
    ? EAGER_MS
    : PATIENT_MS;
}

function hasNoSpace(state: SupervisorState | undefined): boolean {
  const disk = state?.disk;
  return (
    disk !== undefined && disk.totalBytes > 0 && disk.freeBytes < NO_SPACE_BYTES
  );
}

/** Tells one start of mysqld from another, without comparing clocks of two machines. */
function startOf({ bootId, starts }: SupervisorState): string {
  return `${bootId} ${starts}`;
}
