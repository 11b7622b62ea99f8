import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ClusterStatus,
  Incident,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { AuthorityLostError, RecordChange } from '../act';
import { Clock } from '../clock';
import { KubernetesAdapter } from '../kubernetes';
import { WrittenMembers } from '../mysql';
import { Recorded } from '../observe';
import { DisplayedStatus } from '../status';
import { sameRecord } from './sameRecord';
import { synchronousAfter } from './synchronousAfter';

/** How often a compare-and-swap is tried again when a person edits the spec meanwhile. */
const TRIES = 5;
/** Incidents that are kept. */
const KEPT_INCIDENTS = 10;

/**
 * `status` of one cluster. While this process has the authority, it is the only writer, so what it wrote last is the
 * truth; each write is a compare-and-swap, and a higher term on the server means that somebody else took over.
 */
export class ClusterRecord {
  private turn: Promise<void> = Promise.resolve();

  private constructor(
    private readonly kubernetes: KubernetesAdapter,
    private readonly clock: Clock,
    private cluster: MySQLCluster,
  ) {}

  /** @returns undefined when the cluster is gone */
  static async load(
    kubernetes: KubernetesAdapter,
    clock: Clock,
    namespace: string,
    name: string,
  ): Promise<ClusterRecord | undefined> {
    const cluster = await kubernetes.readCluster(namespace, name);
    return cluster && new ClusterRecord(kubernetes, clock, cluster);
  }

  get status(): ClusterStatus {
    return this.cluster.status;
  }

  get recorded(): Recorded {
    const { primary, term, synchronous, fence, fencedInstances, incidents } =
      this.cluster.status;
    const { endpoints, exchange } = this.cluster.status;
    return {
      primary,
      term,
      synchronous,
      fence,
      fencedInstances,
      incidents,
      exchange,
      // Endpoints are shown from the first time that the cluster took writes.
      endedBootstrap: endpoints !== undefined,
    };
  }

  /** The recorded members as MySQL keeps them. @throws when none are recorded */
  members(): WrittenMembers {
    const { metadata, status } = this.cluster;
    if (!status.synchronous) throw new Error('no members are recorded yet');
    return {
      ...status.synchronous,
      revision: status.synchronous.revision ?? 0,
      cluster: metadata.uid,
    };
  }

  /** Changes the record. @throws AuthorityLostError when somebody raised the term meanwhile */
  change(change: RecordChange): Promise<void> {
    return this.inTurn(() => this.changeNow(change));
  }

  private async changeNow(change: RecordChange): Promise<void> {
    await this.readAgain();
    const { status } = this.cluster;
    const term = termAfter(status.term ?? 0, change);
    const synchronous = synchronousAfter(status.synchronous, change, term);
    const fence = this.fenceAfter(change, term);
    await this.write({
      ...status,
      ...shownDuring(status, change, fence),
      incidents: incidentsAfter(status, change.incident),
      term,
      primary: change.primary ?? status.primary,
      synchronous,
      fence,
      fencedInstances: this.fencedAfter(change),
      exchange:
        change.exchange === undefined
          ? status.exchange
          : change.exchange ?? undefined,
    });
  }

  /**
   * Makes sure that nobody else wrote the record, when a watch says that somebody did; its news may be old.
   * @throws AuthorityLostError when somebody did
   */
  async confirm(seen: ClusterStatus): Promise<void> {
    if (!sameRecord(seen, this.cluster.status)) {
      await this.inTurn(() => this.readAgain());
    }
  }

  /** Keeps an incident, newest first. */
  addIncident(incident: Incident): Promise<void> {
    return this.inTurn(() => {
      const { status } = this.cluster;
      return this.write({
        ...status,
        incidents: incidentsAfter(status, incident),
      });
    });
  }

  /** Replaces what is shown; the record stays. */
  display(shown: DisplayedStatus): Promise<void> {
    return this.inTurn(() => {
      const { primary, term, synchronous, fence, fencedInstances, incidents } =
        this.cluster.status;
      const { exchange } = this.cluster.status;
      return this.write({
        ...shown,
        exchange,
        primary,
        term,
        synchronous,
        fence,
        fencedInstances,
        incidents,
      });
    });
  }

  /** One change after the other, each from what the last one left: a plan beside the loop writes, too. */
  private inTurn(change: () => Promise<void>): Promise<void> {
    const changed = this.turn.then(change);
    this.turn = changed.catch(() => undefined);
    return changed;
  }

  private fencedAfter({
    markFenced,
    unmarkFenced,
  }: RecordChange): ClusterStatus['fencedInstances'] {
    const before = this.cluster.status.fencedInstances;
    const gone = markFenced?.name ?? unmarkFenced;
    if (gone === undefined) return before;
    const others = (before ?? []).filter(({ name }) => name !== gone);
    const since = new Date(this.clock.now()).toISOString();
    const after = markFenced ? [...others, { ...markFenced, since }] : others;
    return after.length > 0 ? after : undefined;
  }

  private fenceAfter(
    change: RecordChange,
    term: number,
  ): ClusterStatus['fence'] {
    const { fence } = this.cluster.status;
    if (change.fence === null) return undefined;
    if (change.fence === undefined || fence?.term === term) {
      return fence && { ...fence, ...waitedFor(change.waitedFor) };
    }
    const { reason, evenIfAlive, from } = change.fence;
    const first = fence?.from ?? from;
    return {
      term,
      since: new Date(this.clock.now()).toISOString(),
      reason,
      evenIfAlive,
      // A winner that dies before it leads is replaced in the same change of primary.
      ...(first === undefined ? {} : { from: first }),
      ...waitedFor(least(fence?.waitedFor, change.fence.waitedFor)),
    };
  }

  private async write(status: ClusterStatus): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.cluster = await this.kubernetes.writeClusterStatus({
          ...this.cluster,
          status,
        });
        return;
      } catch (error) {
        if (error instanceof NotFoundError)
          throw new AuthorityLostError(error.message);
        if (!(error instanceof ConflictError) || attempt === TRIES) throw error;
        await this.readAgain();
      }
    }
  }

  /** Takes the newest version and spec; our status stays the truth unless the term says otherwise. */
  private async readAgain(): Promise<void> {
    const { namespace, name, uid } = this.cluster.metadata;
    const live = await this.kubernetes.readCluster(namespace, name);
    if (!live || live.metadata.uid !== uid) {
      throw new AuthorityLostError(`${namespace}/${name} was deleted`);
    }
    const known = this.cluster.status;
    if (!sameRecord(live.status, known)) {
      throw new AuthorityLostError(
        `${namespace}/${name}: the record says term ${live.status.term} with ${live.status.primary}, this operator knew term ${known.term} with ${known.primary}, or other members or another fence; somebody else acted`,
      );
    }
    this.cluster = { ...live, status: known };
  }
}

/** Newest first. */
function incidentsAfter(
  { incidents }: ClusterStatus,
  incident: Incident | undefined,
): ClusterStatus['incidents'] {
  return incident
    ? [incident, ...(incidents ?? [])].slice(0, KEPT_INCIDENTS)
    : incidents;
}

function waitedFor(count: number | undefined): { waitedFor?: number } {
  return count === undefined ? {} : { waitedFor: count };
}

function least(
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  return one !== undefined && other !== undefined
    ? Math.min(one, other)
    : one ?? other;
}

function termAfter(
  term: number,
  { raiseTerm, aboveTerm = 0 }: RecordChange,
): number {
  return raiseTerm ? Math.max(term, aboveTerm) + 1 : term;
}

/** What a reader is shown from the first moment of a change of primary, before the engine looks again. */
function shownDuring(
  status: ClusterStatus,
  change: RecordChange,
  fence: ClusterStatus['fence'],
): Pick<ClusterStatus, 'phase' | 'message'> {
  if (fence) {
    return {
      phase: 'FailingOver',
      message: change.primary
        ? `${change.primary} takes over: ${fence.reason}.`
        : `A new primary is being chosen: ${fence.reason}.`,
    };
  }
  if (change.primary && status.primary && change.primary !== status.primary) {
    return {
      phase: 'SwitchingOver',
      message: `${change.primary} takes over from ${status.primary}.`,
    };
  }
  return {};
}
