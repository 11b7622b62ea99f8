import { ClusterStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { DatabaseUnderTest } from '../e2e/cluster/DatabaseUnderTest';
import { Bench } from './Bench';
import { Report } from './report/Report';
import { summaryOf } from './report/summary';
import { seconds } from './seconds';

const ROUNDS = 5;

/** What can be seen on the way, in order. */
const MILESTONES = {
  'first primary recorded': status => status.primary !== undefined,
  'a write commits': status =>
    status.conditions?.some(
      c => c.type === 'PrimaryAvailable' && c.status === 'True',
    ) ?? false,
  'two members': status => (status.synchronous?.members.length ?? 0) >= 2,
  'three members': status => (status.synchronous?.members.length ?? 0) >= 3,
  Healthy: status => status.phase === 'Healthy',
} satisfies Record<string, (status: ClusterStatus) => boolean>;

type Milestone = keyof typeof MILESTONES;
type Round = Record<Milestone, number>;

/** From `apply` until the status says Healthy, with three instances. */
export const create: Bench = async (stand, { quick, say }): Promise<Report> => {
  await stand.operator();
  const rounds: Round[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    const database = await stand.database();
    rounds.push(await created(database));
    say(`round ${round + 1}: ${seconds(rounds[round].Healthy)}`);
    await stand.remove(database);
  }
  return {
    title: 'From apply to Healthy',
    what: 'A MySQLCluster of three instances, SemiSync, is applied; the clock stops when a watch of the resource shows phase Healthy: three members recorded, all replicating, a write proved to commit, the application’s user there. Images are on the nodes; volumes are made dynamically. The steps between are when the status first showed them.',
    head: ['step', 'min', 'p50', 'max'],
    rows: milestones().map(name => {
      const { min, p50, max } = summaryOf(rounds.map(round => round[name]));
      return [name, seconds(min), seconds(p50), seconds(max)];
    }),
    notes: [
      `${rounds.length} rounds, one after the other, each in a new namespace.`,
    ],
    raw: { unit: 'ms', rounds },
  };
};

async function created(database: DatabaseUnderTest): Promise<Round> {
  const seen = new Map<Milestone, number>();
  const startedAt = performance.now();
  const look = () => {
    for (const name of milestones()) {
      if (!seen.has(name) && MILESTONES[name](database.status)) {
        seen.set(name, performance.now() - startedAt);
      }
    }
  };
  const unsubscribe = database.kubernetes.onChange(look);
  try {
    await database.apply({
      instances: 3,
      storage: { size: '1Gi', storageClassName: 'local-dynamic' },
      deletionPolicy: 'Delete',
    });
    await database.untilHealthy(300);
    look();
  } finally {
    unsubscribe();
  }
  const at = (name: Milestone) => seen.get(name) ?? Number.NaN;
  return {
    'first primary recorded': at('first primary recorded'),
    'a write commits': at('a write commits'),
    'two members': at('two members'),
    'three members': at('three members'),
    Healthy: at('Healthy'),
  };
}

function milestones(): readonly Milestone[] {
  return [
    'first primary recorded',
    'a write commits',
    'two members',
    'three members',
    'Healthy',
  ];
}
