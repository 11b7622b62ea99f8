import { InMemoryMySql } from './InMemoryMySql';
import { MySqlWorld } from './MySqlWorld';
import { VirtualClock } from './VirtualClock';

/** A primary whose commit waits, one replica that could acknowledge, and one that is to be filled. */
async function scene() {
  const clock = new VirtualClock();
  const world = new MySqlWorld(clock);
  const names = ['orders-0', 'orders-1', 'orders-2'];
  names.forEach(name => world.addServer({ name }));
  world.formCluster({
    primary: 'orders-0',
    replicas: names.slice(1),
    waitFor: 1,
  });
  world.commit('orders-0');
  for (const name of names.slice(1)) {
    world.server(name).process?.receiver.stop();
  }
  const instance = (pod: string) =>
    new InMemoryMySql(world).instance({
      namespace: 'shop',
      pod,
      podIp: pod,
      port: 3306,
    });
  const primary = instance('orders-0');
  const recipient = instance('orders-2');
  await primary.takeCommand();
  await recipient.takeCommand();
  let outcome: 'under way' | 'done' | 'failed' = 'under way';
  const clone = () => {
    outcome = 'under way';
    recipient
      .cloneFrom({
        host: world.server('orders-0').host,
        port: 3306,
        user: 'mysqlha_clone',
        password: 'secret',
      })
      .then(
        () => {
          outcome = 'done';
        },
        () => {
          outcome = 'failed';
        },
      );
  };
  return { clock, world, primary, clone, outcome: () => outcome };
}

// Each row was seen on a real mysqld by e2e/conformance/cloneFromWaitingPrimary.test.ts.
describe('CLONE from a primary whose commit waits', () => {
  it('ends with the acknowledgement', async () => {
    const { clock, world, clone, outcome } = await scene();
    world.commit('orders-0');
    clone();
    await clock.advance(60_000);
    expect(outcome()).toBe('under way');
    world.server('orders-1').process?.receiver.start();
    world.settle();
    await clock.advance(1_000);
    expect(outcome()).toBe('done');
  });

  it('ends when the primary is closed, and has what waited', async () => {
    const { clock, world, primary, clone, outcome } = await scene();
    const commit = world.commit('orders-0');
    clone();
    await clock.advance(60_000);
    expect(outcome()).toBe('under way');
    await primary.fence();
    await clock.advance(1_000);
    expect(outcome()).toBe('done');
    expect(commit.outcome).toBe('lost');
    await clock.advance(5_000);
    expect(
      commit.gtid &&
        world.server('orders-2').process?.executed.contains(commit.gtid),
    ).toBe(true);
  });
});
