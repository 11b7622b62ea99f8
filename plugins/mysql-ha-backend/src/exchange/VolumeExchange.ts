import {
  CLUSTER_LABEL,
  ClusterKey,
  ExchangeStatus,
  MySQLCluster,
  MySQLRestore,
  mysqlRestoreSchema,
  VolumeMove,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { RecordChange } from '../act';
import { Clock } from '../clock';
import { KubernetesAdapter } from '../kubernetes';
import { isHeldDown } from '../observe';
import { instanceName, instanceOrdinal, statefulSetName } from '../resources';
import { dropVolume } from './dropVolume';
import { guarded } from './guarded';
import { MoveRefused, moveVolume } from './moveVolume';
import { movesFor } from './movesFor';
import { readRestore } from './readRestore';

/** What is not through after so long is put back, in milliseconds: a pod on a dead node stays for ever. */
const GIVEN_UP_MS = 15 * 60_000;

/** Parts why volumes are put back from what keeps them from it. */
const HINDERED = ' It can’t be done now: ';

const setSchema = z.object({ spec: z.object({ replicas: z.number() }) });

/** What an exchange works with. */
export interface ExchangeOptions {
  readonly key: ClusterKey;
  readonly kubernetes: KubernetesAdapter;
  readonly clock: Clock;
  readonly record: {
    readonly status: MySQLCluster['status'];
    change(change: RecordChange): Promise<void>;
  };
  /** Whether something that a person asked for is being done to the servers. */
  readonly isBusy: () => boolean;
  /** @throws AuthorityLostError when this process may not act (any more) */
  readonly assertAuthority: () => void;
}

/**
 * Puts restored data in the place of a cluster’s own. The instances are stopped as for hibernation; each volume of theirs gets
 * a claim that nobody uses, and the restored one the claim of the first instance; then, in one write, that instance goes on
 * the record as the primary and only member of a new term, and the cluster is run again: the others are new, and filled by
 * CLONE. Up to that write everything can be put back, and the record is as it was. What is done stands in
 * `status.exchange`, so that any operator goes on with it.
 */
export class VolumeExchange {
  constructor(private readonly options: ExchangeOptions) {}

  /**
   * One step on, if there is anything to exchange. To be called where no plan is under way.
   * @returns whether it waits for Kubernetes, and should be looked at soon
   */
  async turn(): Promise<boolean> {
    const { kubernetes, key, record, assertAuthority } = this.options;
    const { exchange } = record.status;
    const asking = exchange ? undefined : this.asking();
    if (!exchange && !asking) return false;
    const cluster = kubernetes.getCluster(key.namespace, key.name);
    if (!cluster || cluster.metadata.deletionTimestamp || cluster.spec.paused)
      return false;
    assertAuthority();
    if (exchange) await this.goOn(cluster, exchange);
    else if (asking) await this.begin(asking);
    return isHeldDown(record.status.exchange);
  }

  /** A restore whose data are proved, as the watch shows it. */
  private asking(): MySQLRestore | undefined {
    const { kubernetes, key } = this.options;
    return kubernetes
      .listOwned('MySQLRestore', key.namespace, key.name)
      .flatMap(object => mysqlRestoreSchema.safeParse(object).data ?? [])
      .find(
        ({ metadata, spec, status }) =>
          !metadata.deletionTimestamp &&
          spec.target.inPlace &&
          status.phase === 'Running' &&
          status.provedClaim !== undefined,
      );
  }

  private async begin({ metadata }: MySQLRestore): Promise<void> {
    const { isBusy, kubernetes, key } = this.options;
    if (isBusy()) return;
    const { name, uid } = metadata;
    const { phase, provedClaim } =
      (await readRestore(kubernetes, key, metadata)) ?? {};
    // Else it is through, and the watch has not told yet.
    if (phase !== 'Running' || !provedClaim) return;
    await this.write({
      ...{ name, uid, claim: provedClaim, moves: [] },
      ...{ stage: 'Stopping', since: this.now() },
      message: `The instances are stopped, so that the data of the restore ${name} take the place of theirs.`,
    });
  }

  private async goOn(
    cluster: MySQLCluster,
    exchange: ExchangeStatus,
  ): Promise<void> {
    const { kubernetes, key, record } = this.options;
    const restore = () => readRestore(kubernetes, key, exchange);
    switch (exchange.stage) {
      case 'Stopping':
        if (!(await restore()))
          await this.enter(exchange, 'Returned', 'The restore was deleted.');
        else await this.whenStopped(exchange);
        return;
      case 'Exchanging':
        if (!(await restore()))
          await this.putBack(exchange, 'the restore was deleted');
        else await this.move(exchange);
        return;
      case 'Returning':
        await this.moveBack(exchange);
        return;
      case 'Following':
        await this.whenHealthy(cluster, exchange);
        return;
      default:
        // Whoever asked for it has read how it ended.
        if ((await restore())?.phase !== 'Running')
          await record.change({ exchange: null });
    }
  }

  private async whenStopped(exchange: ExchangeStatus): Promise<void> {
    const { kubernetes, key } = this.options;
    const { namespace } = key;
    const set = await kubernetes.read({
      ...{ apiVersion: 'apps/v1', kind: 'StatefulSet' },
      ...{ namespace, name: statefulSetName(key) },
    });
    const pods = await kubernetes.list(
      { apiVersion: 'v1', kind: 'Pod', namespace },
      `${CLUSTER_LABEL}=${key.name}`,
    );
    const left = pods.filter(
      ({ metadata }) => instanceOrdinal(key, metadata.name) !== undefined,
    );
    const isSetDown = !set || setSchema.parse(set).spec.replicas === 0;
    if (!isSetDown || left.length > 0) {
      if (this.isTooLate(exchange))
        await this.enter(
          exchange,
          'Returned',
          `The instances did not stop: ${left
            .map(({ metadata }) => metadata.name)
            .join(', ')} stayed. Nothing was exchanged.`,
        );
      return;
    }
    const moves = await this.plan(exchange);
    if (typeof moves === 'string')
      await this.enter(exchange, 'Returned', `${moves} Nothing was exchanged.`);
    else
      await this.write({
        ...{ ...exchange, moves: [...moves] },
        ...{ stage: 'Exchanging', since: this.now() },
        message: 'The volumes change their claims.',
      });
  }

  private async plan({ claim, uid }: ExchangeStatus) {
    const { kubernetes, key } = this.options;
    const claims = {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      namespace: key.namespace,
    };
    const restored = await kubernetes.read({ ...claims, name: claim });
    if (!restored) return `The volume claim ${claim} with the data is gone.`;
    const own = await kubernetes.list(claims, `${CLUSTER_LABEL}=${key.name}`);
    return movesFor(key, own, restored, uid);
  }

  private async move(exchange: ExchangeStatus): Promise<void> {
    const { key, record } = this.options;
    try {
      const [restored, own] = parted(exchange);
      const freed = await this.moveAll(own);
      if (!freed || !(await this.moveAll(restored))) {
        if (this.isTooLate(exchange))
          await this.putBack(exchange, 'not all claims got their volumes');
        return;
      }
    } catch (error) {
      if (!isFinal(error)) throw error;
      await this.putBack(exchange, error.message);
      return;
    }
    const first = instanceName(key, 0);
    const following: ExchangeStatus = {
      ...{ ...exchange, stage: 'Following', since: this.now() },
      message: `${first} begins with the restored data, and the others are filled from it.`,
    };
    await record.change({
      ...{ primary: first, raiseTerm: true, members: [first], waitFor: 0 },
      ...{ fence: null, exchange: following },
    });
    this.announce(following);
  }

  /** One step on with each of them. @returns whether all are where they belong */
  private async moveAll(moves: readonly VolumeMove[]): Promise<boolean> {
    const { key } = this.options;
    const done = await Promise.allSettled(
      moves.map(move => moveVolume(this.guarded(), key, move)),
    );
    for (const one of done) if (one.status === 'rejected') throw one.reason;
    return done.every(one => one.status === 'fulfilled' && one.value);
  }

  private putBack(exchange: ExchangeStatus, why: string): Promise<void> {
    return this.enter(
      exchange,
      'Returning',
      `The volumes of before are put back, because ${why}.`,
    );
  }

  private async moveBack(exchange: ExchangeStatus): Promise<void> {
    const { key } = this.options;
    const [restored, own] = parted(exchange);
    const freed = await this.moveAll(restored.map(back)).catch(error => {
      // The restored data are given up anyway.
      if (error instanceof MoveRefused) return true;
      throw error;
    });
    try {
      if (!freed || !(await this.moveAll(own.map(back)))) return;
    } catch (error) {
      if (!isFinal(error)) throw error;
      const message = `${whyOf(exchange)}${HINDERED}${
        error.message
      }. The cluster stays stopped, so that nothing is lost, and it goes on when that is put right.`;
      if (message !== exchange.message)
        await this.write({ ...exchange, message });
      return;
    }
    for (const { volume, from: claim } of restored)
      await dropVolume(this.guarded(), key, { volume, claim });
    await this.enter(
      exchange,
      'Returned',
      `${whyOf(exchange)} That is done, and nothing of its data was changed.`,
    );
  }

  private async whenHealthy(
    { spec }: MySQLCluster,
    exchange: ExchangeStatus,
  ): Promise<void> {
    const { key, record } = this.options;
    if (record.status.phase !== 'Healthy') return;
    const kept = exchange.moves.filter(({ from }) => from !== exchange.claim);
    if (spec.deletionPolicy === 'Delete') {
      for (const { volume, to } of kept)
        await dropVolume(this.guarded(), key, { volume, claim: to });
    }
    const names = kept.map(({ to }) => to).join(', ');
    await this.enter(
      exchange,
      'Done',
      spec.deletionPolicy === 'Delete'
        ? 'The volumes of before are deleted, as deletionPolicy says.'
        : `What it had before is kept by the volume claims ${names}, until somebody deletes them.`,
    );
  }

  /** A move is several requests, in the middle of which another operator may take over. */
  private guarded() {
    const { kubernetes, assertAuthority } = this.options;
    return guarded(kubernetes, assertAuthority);
  }

  private enter(
    exchange: ExchangeStatus,
    stage: ExchangeStatus['stage'],
    message: string,
  ): Promise<void> {
    return this.write({ ...exchange, stage, since: this.now(), message });
  }

  private async write(exchange: ExchangeStatus): Promise<void> {
    await this.options.record.change({ exchange });
    this.announce(exchange);
  }

  private announce({ stage, message = '' }: ExchangeStatus): void {
    const { kubernetes, key } = this.options;
    const cluster = kubernetes.getCluster(key.namespace, key.name);
    const isTrouble = stage === 'Returning' || stage === 'Returned';
    if (cluster)
      kubernetes.recordEvent(cluster, {
        type: isTrouble ? 'Warning' : 'Normal',
        reason: `Restore${stage}`,
        message,
      });
  }

  private isTooLate({ since }: ExchangeStatus): boolean {
    return this.options.clock.now() - Date.parse(since) > GIVEN_UP_MS;
  }

  private now(): string {
    return new Date(this.options.clock.now()).toISOString();
  }
}

/** The volume with the restored data, and those that the instances had. */
function parted({
  claim,
  moves,
}: ExchangeStatus): readonly [readonly VolumeMove[], readonly VolumeMove[]] {
  return [
    moves.filter(({ from }) => from === claim),
    moves.filter(({ from }) => from !== claim),
  ];
}

/** Why the volumes are put back. */
function whyOf({ message = '' }: ExchangeStatus): string {
  return message.split(HINDERED)[0];
}

function back({ from, to, ...move }: VolumeMove): VolumeMove {
  return { ...move, from: to, to: from };
}

/** What Kubernetes refuses stays refused until a person changes something. */
function isFinal(error: unknown): error is Error {
  return (
    error instanceof MoveRefused ||
    (error instanceof Error &&
      (error.name === 'InputError' || error.name === 'NotAllowedError'))
  );
}
