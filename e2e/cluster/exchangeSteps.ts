/** The writes of an operator during a restore in place, at each of which it may die. */
import { z } from 'zod';
import type { ApiWrite, Moment } from './ApiGate';

/** A write, and on which side of it the operator dies. */
export interface Step {
  /** Ends the sentence “is killed …”. */
  readonly name: string;
  readonly moment: Moment;
  readonly is: (write: ApiWrite) => boolean;
}

const named = z.object({ metadata: z.object({ name: z.string() }) });
const clusterWrite = z.object({
  status: z.object({
    exchange: z.object({ stage: z.string() }).optional(),
    instances: z
      .array(
        z.object({
          name: z.string(),
          state: z.string().optional(),
        }),
      )
      .default([]),
  }),
});
const restoreWrite = z.object({
  status: z.object({
    phase: z.string().optional(),
    provedClaim: z.string().optional(),
  }),
});
const volumeWrite = z.object({
  spec: z.object({
    persistentVolumeReclaimPolicy: z.string().optional(),
    claimRef: z.object({}).optional(),
  }),
});

/** A first write of the cluster’s record with this stage: later ones only show what is new beside it. */
const stage =
  (wanted: string): Step['is'] =>
  ({ path, body }) =>
    path.endsWith('/mysqlclusters/orders/status') &&
    clusterWrite.safeParse(body).data?.status.exchange?.stage === wanted;

/** The same, with an instance that is shown so. */
const following =
  (name: string, state: string): Step['is'] =>
  write =>
    stage('Following')(write) &&
    (clusterWrite.safeParse(write.body).data?.status.instances ?? []).some(
      one => one.name === name && one.state === state,
    );

const restore =
  (holds: (status: z.output<typeof restoreWrite>['status']) => boolean) =>
  ({ path, body }: ApiWrite) => {
    const { data } = restoreWrite.safeParse(body);
    return /\/mysqlrestores\/[^/]+\/status$/.test(path) && data !== undefined
      ? holds(data.status)
      : false;
  };

const made =
  (collection: string, beginning: string): Step['is'] =>
  ({ method, path, body }) =>
    method === 'POST' &&
    path.endsWith(`/${collection}`) &&
    Boolean(named.safeParse(body).data?.metadata.name.startsWith(beginning));

const claimDeleted =
  (beginning: string): Step['is'] =>
  ({ method, path }) =>
    method === 'DELETE' &&
    path.includes(`/persistentvolumeclaims/${beginning}`);

const volume =
  (field: keyof z.output<typeof volumeWrite>['spec']): Step['is'] =>
  ({ method, path, body }) =>
    method === 'PATCH' &&
    path.startsWith('/api/v1/persistentvolumes/') &&
    volumeWrite.safeParse(body).data?.spec[field] !== undefined;

const after = (name: string, is: Step['is']): Step => ({
  name: `after ${name}`,
  moment: 'after',
  is,
});
const before = (name: string, is: Step['is']): Step => ({
  name: `before ${name}`,
  moment: 'before',
  is,
});

/** The one that commits to the new volumes: before it all can be put back, after it there is only forward. */
export const COMMIT = stage('Following');

/** The restored volume has the claim of the first instance, and nobody has committed to it yet. */
export const LAST_MOVE = made('persistentvolumeclaims', 'data-orders-0');

/** On the way to the restored data. */
export const FORWARD: readonly Step[] = [
  after('the Job that fills the volume was made', made('jobs', 'restore-')),
  before(
    'the proved data are handed over',
    restore(({ provedClaim }) => provedClaim !== undefined),
  ),
  after(
    'the proved data were handed over',
    restore(({ provedClaim }) => provedClaim !== undefined),
  ),
  after('it was written down that the instances stop', stage('Stopping')),
  after('the moves were written down', stage('Exchanging')),
  after(
    'a volume was kept from going',
    volume('persistentVolumeReclaimPolicy'),
  ),
  after('an instance’s claim was deleted', claimDeleted('data-orders-')),
  after('a volume was reserved', volume('claimRef')),
  after(
    'the claim of what is kept was made',
    made('persistentvolumeclaims', 'kept-orders-'),
  ),
  after('the restored claim was deleted', claimDeleted('restored-orders-')),
  after('the restored volume got the first instance’s claim', LAST_MOVE),
  before('the commit to the new volumes', COMMIT),
  after('the commit to the new volumes', COMMIT),
  after('the first instance leads', following('orders-0', 'Healthy')),
  after('the second is being filled', following('orders-1', 'Cloning')),
  after('an old volume was dropped', claimDeleted('kept-orders-')),
  before('it is written down that all is done', stage('Done')),
  after('it was written down that all is done', stage('Done')),
  before(
    'the restore is said to have succeeded',
    restore(({ phase }) => phase === 'Succeeded'),
  ),
  after(
    'the restore was said to have succeeded',
    restore(({ phase }) => phase === 'Succeeded'),
  ),
];

/** On the way back, once the restore was deleted after the last move. */
export const BACK: readonly Step[] = [
  before('it is written down that all is put back', stage('Returning')),
  after('it was written down that all is put back', stage('Returning')),
  after(
    'the restored volume lost the first instance’s claim',
    claimDeleted('data-orders-0'),
  ),
  after('the claim of what was kept was deleted', claimDeleted('kept-orders-')),
  after(
    'an instance’s claim was made again',
    made('persistentvolumeclaims', 'data-orders-'),
  ),
  before('it is written down that all is as it was', stage('Returned')),
  after('it was written down that all is as it was', stage('Returned')),
];
