/** What a source and its replicas see when packets of one direction no longer arrive. */
import { OneWayRelay } from './OneWayRelay';
import {
  commitsWaiting,
  copiesOf,
  expect,
  insert,
  receiver,
  test as base,
} from './scene';
import { acknowledging, connectedReplicas } from './trio';
import { until } from './until';

const test = base.extend<{ relay: OneWayRelay }>({
  relay: async ({ trio }, use) => {
    const { primary, replicas } = trio;
    const relay = await OneWayRelay.to(primary.port);
    for (const replica of replicas) {
      await replica.run(
        'STOP REPLICA IO_THREAD',
        `CHANGE REPLICATION SOURCE TO SOURCE_PORT=${relay.port}`,
        'START REPLICA IO_THREAD',
      );
    }
    // Those of before are gone when as many as there are have come anew.
    await until(
      'both replicate through the relay',
      async () =>
        (await acknowledging(primary)) === 2 &&
        (await (await insert(primary, 'before')).outcome()) === 'ok',
    );
    await connectedReplicas(primary, 2);
    await use(relay);
    relay.close();
  },
});

test('what the replicas send is lost: they receive and apply a commit that goes on waiting, and by all counts they are connected', async ({
  trio,
  relay,
}) => {
  const { primary, replicas } = trio;
  relay.lose('toSource');
  const commit = await insert(primary, 'unheard');
  for (const replica of replicas) {
    await until(
      `${replica.name} has it`,
      async () => (await copiesOf(replica, 'unheard')) === 1,
    );
  }
  // Longer than replica_net_timeout: the source's heartbeats arrive, so the replicas miss nothing.
  expect(await commit.toldWithin(6_000)).toBe('nothing');
  await commitsWaiting(primary, 1);
  expect(await acknowledging(primary)).toBe(2);
  for (const replica of replicas) {
    expect((await receiver(replica)).SERVICE_STATE).toBe('ON');
  }
  expect(await copiesOf(primary, 'unheard')).toBe(0);
  relay.mend();
  expect(await commit.outcome()).toBe('ok');
});

test('what the source sends is lost: no replica has a commit that waits, and their receivers give up', async ({
  trio,
  relay,
}) => {
  const { primary, replicas } = trio;
  relay.lose('toReplicas');
  const commit = await insert(primary, 'unsent');
  await until('both receivers have given up', async () =>
    (
      await Promise.all(replicas.map(replica => receiver(replica)))
    ).every(({ SERVICE_STATE }) => SERVICE_STATE === 'CONNECTING'),
  );
  expect(commit.told).toBe('nothing');
  for (const replica of replicas) {
    expect(await copiesOf(replica, 'unsent')).toBe(0);
  }
  relay.mend();
  expect(await commit.outcome()).toBe('ok');
  for (const replica of replicas) {
    await until(
      `${replica.name} has it`,
      async () => (await copiesOf(replica, 'unsent')) === 1,
    );
  }
});
