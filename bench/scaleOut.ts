import { until } from '../e2e/cluster/until';
import { Bench } from './Bench';
import { Report } from './report/Report';
import { summaryOf } from './report/summary';
import { seconds } from './seconds';

const ROUNDS = 5;
const storage = { size: '1Gi', storageClassName: 'local-dynamic' };

/** From asking for one instance more until it is a member and all is Healthy, on an empty database. */
export const scaleOut: Bench = async (
  stand,
  { quick, say },
): Promise<Report> => {
  await stand.operator();
  const database = await stand.database();
  const spec = { storage, deletionPolicy: 'Delete' } as const;
  await database.apply({ ...spec, instances: 2 });
  await database.untilHealthy(300);
  const rounds: number[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    const startedAt = performance.now();
    await database.apply({ ...spec, instances: 3 });
    await database.until(
      'three members',
      status =>
        status.phase === 'Healthy' && status.synchronous?.members.length === 3,
      180,
    );
    rounds.push(performance.now() - startedAt);
    say(`round ${round + 1}: ${seconds(rounds[round])}`);
    await database.apply({ ...spec, instances: 2 });
    await database.until(
      'two members',
      status =>
        status.phase === 'Healthy' && status.synchronous?.members.length === 2,
      180,
    );
    await gone(stand.kubernetes, database.namespace);
  }
  await stand.remove(database);
  const { min, p50, max } = summaryOf(rounds);
  return {
    title: 'Scale-out by one replica',
    what: 'A cluster of two, SemiSync, without any table of the application, is asked for a third instance; the clock stops when it is a recorded member and the cluster is Healthy. Its volume is new each time: it was deleted with the scale-in before.',
    head: ['', 'min', 'p50', 'max'],
    rows: [['2 → 3 instances', seconds(min), seconds(p50), seconds(max)]],
    notes: [
      `${rounds.length} rounds; between them the cluster goes back to two.`,
    ],
    raw: { unit: 'ms', rounds },
  };
};

/** Deletes the third instance's volume, so that each round fills a new one. */
async function gone(
  kubernetes: Parameters<Bench>[0]['kubernetes'],
  namespace: string,
): Promise<void> {
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace, name: 'orders-2' };
  const claim = {
    ...pod,
    kind: 'PersistentVolumeClaim',
    name: 'data-orders-2',
  };
  await until(
    'the third pod is gone',
    async () => (await kubernetes.read(pod)) === undefined,
    { seconds: 120 },
  );
  await kubernetes.delete(claim);
  await until(
    'the third volume is gone',
    async () => (await kubernetes.read(claim)) === undefined,
    { seconds: 60 },
  );
}
