import { Member, Trio } from '../contract';
import { InMemoryMySql } from './InMemoryMySql';
import { MySqlWorld } from './MySqlWorld';
import { VirtualClock } from './VirtualClock';

const NAMES = ['orders-0', 'orders-1', 'orders-2'] as const;

/** A trio of the model, for the contract tests. */
export function inMemoryTrio(clock: VirtualClock): Trio {
  const world = new MySqlWorld(clock);
  NAMES.forEach(name => world.addServer({ name }));
  const [primary, first, second] = NAMES;
  world.formCluster({ primary, replicas: [first, second], waitFor: 1 });
  return {
    primary: member(world, primary),
    replicas: [member(world, first), member(world, second)],
    async eventually(what, holds) {
      const limit = clock.now() + 20_000;
      while (!(await holds())) {
        if (clock.now() > limit) {
          throw new Error(`not within 20 s: ${what}`);
        }
        await clock.sleep(50);
      }
    },
    pass: ms => clock.sleep(ms),
  };
}

function member(world: MySqlWorld, name: string): Member {
  const server = world.server(name);
  const address = { namespace: 'shop', pod: name, podIp: name, port: 3306 };
  const source = { host: server.host, port: 3306, password: 'secret' };
  return {
    mysql: new InMemoryMySql(world, 'operator').instance(address),
    rival: new InMemoryMySql(world, 'rival').instance(address),
    address: { ...source, user: 'mysqlha_replication' },
    donor: { ...source, user: 'mysqlha_clone' },
    async commit() {
      const commit = world.commit(name);
      return () => commit.outcome;
    },
    crash: async () => world.crash(name),
    terminate: async () => world.terminate(name),
    freeze: async () => world.freeze(name),
    thaw: async () => world.thaw(name),
    async holdApplier() {
      server.applierHeld = true;
    },
    async releaseApplier() {
      server.applierHeld = false;
      world.settle();
    },
    canLogIn: async ({ username, password }) =>
      server.disk.accounts.get(username)?.password === password,
  };
}
