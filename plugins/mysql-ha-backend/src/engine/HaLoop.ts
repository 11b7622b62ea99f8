import { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ActContext, AuthorityLostError, execute } from '../act';
import { Clock } from '../clock';
import { diagnose, Finding, OperationIntent, Recovery } from '../diagnose';
import { primaryOf, Snapshot } from '../observe';
import { OperationDesk, outline } from '../operations';
import { planFor } from '../plan';
import { Backoff } from './Backoff';
import { PlansBeside } from './PlansBeside';

/** How many plans one turn carries out before it gives way. */
const PLANS_A_TURN = 20;

/** While we can't reach the primary, the others are asked this often, in milliseconds: they decide whether it is dead. */
const SUSPICION_MS = 200;
/** For how long, in milliseconds: what is dead for longer, and not replaced, waits for something else. */
const SUSPICION_LASTS_MS = 10_000;

/** Recoveries that restore writes are repeated without a pause. */
const URGENT: ReadonlySet<Recovery['kind']> = new Set([
  'BeginFailover',
  'Promote',
  'CompletePromotion',
  'AbandonFence',
  'ResumePrimary',
  'Bootstrap',
]);

/** The rooms that think and do, as far as the loop goes through them. */
export interface Rooms {
  readonly diagnose: typeof diagnose;
  readonly planFor: typeof planFor;
  readonly execute: typeof execute;
}

const ROOMS: Rooms = { diagnose, planFor, execute };

/** What the loop needs of its cluster. */
export interface HaCluster {
  /** The spec as it now is; undefined when the cluster is gone or goes. */
  current(): MySQLCluster | undefined;
  snapshot(): Snapshot;
  /** Probes everything afresh. */
  refresh(): Promise<void>;
  /** Takes the command locks; whether everything must be read again. */
  takeCommand(): Promise<boolean>;
  doubtCommand(): void;
  /** Shows what was found. */
  display(snapshot: Snapshot, findings: readonly Finding[]): Promise<void>;
  /** Carries out what takes long, or waits for others. */
  readonly beside: Pick<PlansBeside, 'take'>;
  /** The operations that people ask for. */
  readonly operations?: Pick<OperationDesk, 'begin' | 'explain' | 'noting'>;
  /** Records a Kubernetes Event. */
  announce(type: 'Normal' | 'Warning', reason: string, message: string): void;
  readonly context: ActContext;
}

/**
 * Look, diagnose, plan, act, and look again, until nothing is left to do. Nothing is remembered between the looks
 * but pauses, so whatever happened meanwhile, also a change of operator, the next look goes on from there.
 */
export class HaLoop {
  private readonly backoff: Backoff;
  private noted?: string;

  constructor(
    private readonly cluster: HaCluster,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
    private readonly rooms: Rooms = ROOMS,
  ) {
    this.backoff = new Backoff(clock);
  }

  /** The last look found nothing that is the matter. */
  get foundNothing(): boolean {
    return this.noted === '';
  }

  /**
   * One turn.
   * @returns milliseconds after which something that was put off is due
   * @throws AuthorityLostError when a successor is at work
   */
  async turn(): Promise<number> {
    for (let done = 0; done < PLANS_A_TURN; done++) {
      const cluster = this.cluster.current();
      if (!cluster) return Infinity;
      const snapshot = await this.look();
      const findings = this.rooms.diagnose(snapshot);
      this.noteFindings(findings);
      this.explain(findings);
      const next = this.choose(findings, cluster.spec.paused);
      if (!next || !URGENT.has(next.recovery.kind)) {
        await this.cluster.display(snapshot, findings);
      }
      if (!next) return this.nextDue(snapshot, findings);
      if (touchesMySql(next.recovery)) {
        // What this turn waited for may have outlasted the Lease: taking command would end what a successor is doing.
        this.cluster.context.assertAuthority();
        if (await this.cluster.takeCommand()) {
          await this.cluster.refresh();
          continue;
        }
      }
      await this.recover(snapshot, next);
    }
    return 0;
  }

  /** Says what is found when that changes. */
  private noteFindings(findings: readonly Finding[]): void {
    const noted = findings.map(f => `${f.code} ${f.instance ?? ''}`).join(', ');
    if (noted === this.noted) return;
    this.noted = noted;
    const [first] = findings;
    this.logger.info(
      first ? `Found ${noted.trim()}: ${first.message}` : 'All is well',
    );
  }

  /** A snapshot in which, if the primary fell silent, everybody else was asked after that. */
  private async look(): Promise<Snapshot> {
    const snapshot = this.cluster.snapshot();
    if (!askedBeforeSilence(snapshot)) return snapshot;
    await this.cluster.refresh();
    return this.cluster.snapshot();
  }

  private choose(
    findings: readonly Finding[],
    paused: boolean,
  ): (Finding & { recovery: Recovery }) | undefined {
    for (const finding of findings) {
      const { recovery } = finding;
      if (!recovery || (paused && touchesMySql(recovery))) continue;
      if (this.backoff.remaining(keyOf(recovery)) === 0) {
        return { ...finding, recovery };
      }
    }
    return undefined;
  }

  private nextDue(snapshot: Snapshot, findings: readonly Finding[]): number {
    const primary = primaryOf(snapshot)?.mysql;
    const suspicion =
      primary?.state === 'unreachable' && primary.forMs < SUSPICION_LASTS_MS;
    if (suspicion || findings.some(f => f.code === 'UnreachablePrimary')) {
      return SUSPICION_MS;
    }
    return Math.min(
      ...findings.map(({ recovery, againInMs = Infinity }) =>
        recovery ? this.backoff.remaining(keyOf(recovery)) : againInMs,
      ),
      Infinity,
    );
  }

  private async recover(
    snapshot: Snapshot,
    finding: Finding & { recovery: Recovery },
  ): Promise<void> {
    const { recovery } = finding;
    const { operation } = finding;
    if (operation && !(await this.begin(operation, snapshot))) return;
    const plan = this.rooms.planFor(snapshot, recovery);
    if (!URGENT.has(recovery.kind)) this.backoff.tried(keyOf(recovery));
    this.announce(finding);
    if (this.cluster.beside.take(plan, operation?.name)) return;
    const startedAt = this.clock.monotonic();
    try {
      await this.rooms.execute(
        plan,
        this.contextFor(operation?.name ?? joinedBy(snapshot, recovery)),
      );
      this.logger.info(
        `${plan.name}: done in ${Math.round(
          this.clock.monotonic() - startedAt,
        )} ms`,
      );
    } catch (error) {
      if (error instanceof AuthorityLostError) throw error;
      this.backoff.tried(keyOf(recovery));
      this.cluster.doubtCommand();
      const message = isError(error) ? error.message : stringifyError(error);
      this.logger.warn(message);
      this.cluster.announce('Warning', `${recovery.kind}Failed`, message);
      await this.cluster.refresh();
      if (operation && !goesOn(recovery)) {
        await this.giveUp(operation, message, snapshot);
      }
      return;
    }
    if (touchesMySql(recovery)) await this.cluster.refresh();
  }

  /** Says of an operation that waits what it waits for. */
  private explain(findings: readonly Finding[]): void {
    for (const { operation, recovery } of findings) {
      if (operation && !recovery) {
        this.cluster.operations?.explain(
          operation.name,
          operation.notes.join(' '),
        );
      }
    }
  }

  /** @returns whether it may go on; else somebody else wrote the operation, and everything is looked at again */
  private async begin(
    operation: OperationIntent,
    snapshot: Snapshot,
  ): Promise<boolean> {
    const { operations } = this.cluster;
    if (!operations) return false;
    return operations.begin(operation, outline(snapshot, operation));
  }

  private contextFor(operation: string | undefined): ActContext {
    const { context, operations } = this.cluster;
    return operation && operations
      ? operations.noting(context, operation)
      : context;
  }

  /** A stage failed. If the term was raised, the record says what is to be, and the next looks judge by that. */
  private async giveUp(
    { name }: OperationIntent,
    message: string,
    before: Snapshot,
  ): Promise<void> {
    const { recorded } = this.cluster.snapshot();
    if (recorded.term !== before.recorded.term) return;
    await this.cluster.context.endOperation(
      name,
      'Failed',
      `${message}. What had been changed was put back.`,
    );
  }

  private announce(finding: Finding): void {
    this.cluster.announce(
      finding.severity === 'info' ? 'Normal' : 'Warning',
      finding.code,
      finding.message,
    );
  }
}

/** Whether some instance was last asked before the primary stopped answering. */
function askedBeforeSilence(snapshot: Snapshot): boolean {
  const primary = primaryOf(snapshot)?.mysql;
  if (primary?.state !== 'unreachable') return false;
  return snapshot.instances.some(
    ({ mysql }) =>
      mysql.state === 'reachable' &&
      mysql.ageMs > Math.min(primary.forMs, SUSPICION_MS),
  );
}

/** Whether anything but an operation’s own record is changed: also a paused cluster’s operations are answered. */
function touchesMySql({ kind }: Recovery): boolean {
  return kind !== 'EndOperation';
}

/** A failover that a person asked for goes on by the engine’s own findings; its steps belong to it all the same. */
function joinedBy(
  { operation }: Snapshot,
  { kind }: Recovery,
): string | undefined {
  return operation?.begun &&
    operation.type === 'Failover' &&
    (kind === 'BeginFailover' ||
      kind === 'Promote' ||
      kind === 'CompletePromotion')
    ? operation.name
    : undefined;
}

/** Whether the engine goes on by itself where a step of it failed. */
function goesOn({ kind }: Recovery): boolean {
  return (
    kind === 'BeginFailover' || kind === 'Promote' || kind === 'RenewReceiver'
  );
}

function keyOf(recovery: Recovery): string {
  const of = 'operation' in recovery ? recovery.operation : '';
  return `${recovery.kind} ${'instance' in recovery ? recovery.instance : of}`;
}
