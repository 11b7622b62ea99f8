import { ago, clusterView, condition, instance } from './clusterView';

/** The first minute of a cluster. */
export function creating() {
  const name = 'payments';
  return clusterView(name, {
    createdAt: ago(24),
    status: {
      phase: 'Creating',
      message: 'payments-1 is being cloned from payments-0 (61 %).',
      conditions: [
        condition('Ready', 'False', 'One of three instances is ready.', 20),
      ],
      primary: 'payments-0',
      instances: [
        instance(name, 0, { role: 'Primary' }),
        instance(name, 1, { state: 'Cloning', lagSeconds: undefined }),
        instance(name, 2, {
          state: 'Starting',
          role: undefined,
          source: undefined,
          lagSeconds: undefined,
          gtidExecuted: undefined,
          version: undefined,
          message: 'The container image is being pulled.',
        }),
      ],
      desiredInstances: 3,
      readyInstances: 1,
    },
  });
}

/** The primary's node is gone; nobody is primary at this moment. */
export function failingOver() {
  const name = 'checkout';
  return clusterView(name, {
    status: {
      phase: 'FailingOver',
      message:
        'checkout-0 doesn’t answer and both replicas have lost it. checkout-2 holds every acknowledged commit and takes over.',
      conditions: [
        condition(
          'PrimaryAvailable',
          'False',
          'checkout-0 on node-1 is unreachable.',
          2,
        ),
        condition('DataSafe', 'True', 'Each commit is held by 2 instances.'),
        condition(
          'Replicating',
          'False',
          'The replicas have no source until a primary is chosen.',
          2,
        ),
      ],
      fence: {
        term: 7,
        since: ago(2),
        reason: 'The primary checkout-0 is dead.',
      },
      term: 7,
      synchronous: {
        members: [0, 1, 2].map(each => `${name}-${each}`),
        waitFor: 1,
        term: 6,
      },
      instances: [
        instance(name, 0, {
          state: 'Unreachable',
          role: undefined,
          source: undefined,
          lagSeconds: undefined,
          message: 'No answer since 3 s: the connection is refused.',
        }),
        instance(name, 1, { state: 'Stopped', lagSeconds: undefined }),
        instance(name, 2, { state: 'Stopped', lagSeconds: undefined }),
      ],
      desiredInstances: 3,
      readyInstances: 2,
    },
  });
}

/** One replica is behind and another one holds what no other does. */
export function degraded() {
  const name = 'invoices';
  return clusterView(name, {
    namespace: 'billing',
    owner: 'group:default/billing',
    status: {
      phase: 'Degraded',
      message: 'invoices-2 is being rebuilt from invoices-1.',
      conditions: [
        condition('PrimaryAvailable', 'True', 'A write commits.'),
        condition(
          'DataSafe',
          'False',
          'Two of three members hold each commit. With one more failure writes would wait.',
          240,
        ),
        condition(
          'Fenced',
          'True',
          'invoices-2 held 2 transactions that no client was told about. They are kept in the volume under errant/; the instance is rebuilt.',
          240,
        ),
      ],
      primary: 'invoices-0',
      synchronous: { members: [`${name}-0`, `${name}-1`], waitFor: 1, term: 4 },
      instances: [
        instance(name, 0, { role: 'Primary' }),
        instance(name, 1, { state: 'Lagging', lagSeconds: 74 }),
        instance(name, 2, {
          state: 'Errant',
          lagSeconds: undefined,
          errantGtids: '3f1c9a52-7d1e-11f0-9b5e-0242ac120002:184224-184225',
          message: 'Holds 2 transactions that exist here alone.',
        }),
      ],
      desiredInstances: 3,
      readyInstances: 2,
      lagSeconds: 74,
      incidents: [
        {
          kind: 'Failover',
          startedAt: ago(260),
          outageMs: 2_900,
          from: 'invoices-2',
          to: 'invoices-0',
          term: 4,
          cause: 'node-3 was cut off the network.',
          evidence: [],
          steps: [],
          transactionsLost: 0,
        },
      ],
    },
  });
}

/** Refuses to shrink a volume, and says what to do. */
export function refused() {
  const healthyInstances = [
    instance('ledger', 0, { role: 'Primary' }),
    instance('ledger', 1),
    instance('ledger', 2),
  ];
  return clusterView('ledger', {
    namespace: 'billing',
    owner: 'group:default/billing',
    generation: 4,
    status: {
      phase: 'WaitingForUser',
      message:
        'The new image can’t be used. The instances keep running as they were.',
      conditions: [
        condition('PrimaryAvailable', 'True', 'A write commits.'),
        condition('DataSafe', 'True', 'Each commit is held by 2 instances.'),
        condition(
          'Refused',
          'True',
          'The image mysql:9.77 of MySQLCluster billing/ledger doesn’t exist. Put an existing one back: kubectl -n billing patch myc ledger --type merge -p \'{"spec":{"image":"mysql:9.7"}}\'',
          900,
        ),
      ],
      observedGeneration: 4,
      primary: 'ledger-0',
      synchronous: {
        members: healthyInstances.map(each => each.name),
        waitFor: 1,
        term: 1,
      },
      instances: healthyInstances,
      desiredInstances: 3,
      readyInstances: 3,
      lagSeconds: 0,
    },
  });
}

/** Created a moment ago; no operator has looked. */
export function unseen() {
  return clusterView('fresh', { createdAt: ago(3), owner: undefined });
}
