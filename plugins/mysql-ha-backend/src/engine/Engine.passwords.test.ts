import { InMemoryMySql } from '../mysql/inMemory';
import { DyingOperator } from './__testUtils__/DyingOperator';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

const SYSTEM = 'orders-system';
const APP = 'orders-app';
const ROTATE = { type: 'RotatePasswords' };

describe('Passwords', () => {
  const harness = engineForEachTest({ operator: false });

  const primary = () => harness.world.server(harness.status.primary ?? '');
  const accounts = (name: string) => harness.world.server(name).disk.accounts;

  /** What keeps somebody out at this moment, by the Secrets, the channels and the accounts of the servers that run. */
  function lockedOut(): readonly string[] {
    const system = harness.secret(SYSTEM);
    const out: string[] = [];
    for (const name of harness.serverNames()) {
      const { process, disk } = harness.world.server(name);
      if (!process) continue;
      for (const purpose of ['operator', 'heartbeat', 'replication', 'clone']) {
        const user = `mysqlha_${purpose}`;
        if (!disk.accounts.accepts(user, system[`${purpose}-password`])) {
          out.push(`${user} at ${name}`);
        }
      }
      const { channel } = disk;
      const source = channel && harness.world.serverAt(channel.host);
      if (
        channel &&
        source?.process &&
        !source.disk.accounts.accepts(channel.user, channel.password)
      ) {
        out.push(`${name} at ${source.name}`);
      }
    }
    const app = harness.secret(APP);
    if (!primary().disk.accounts.accepts('orders', app.password)) {
      out.push('the application by its Secret');
    }
    return out;
  }

  const everybodyGetsIn = (what: string, seconds = 120) =>
    harness.until(
      what,
      () => lockedOut().length === 0 && harness.status.phase === 'Healthy',
      seconds,
    );

  const ended = (name: string) =>
    ['Succeeded', 'Failed'].includes(harness.operation(name)?.phase ?? '');

  async function healthy(
    instances = 3,
    options: {
      readonly operator?: DyingOperator;
      readonly lateMs?: number;
    } = {},
  ): Promise<void> {
    const { operator, lateMs = 5_000 } = options;
    const kubernetes = await harness.operator('operator', mysql =>
      operator ? operator.between(mysql) : mysql,
    );
    if (operator) operator.onDeath = () => kubernetes.setReachable(false);
    await harness.healthy({ instances });
    harness.bringSecrets(lateMs);
    await harness.clock.advance(2_000);
    // Channels of before carry a password already.
    await everybodyGetsIn('all have their passwords');
    harness.write();
  }

  /** Lets time pass until the operation has ended, and looks all the while that nobody is locked out. */
  async function watched(
    name: string,
    seconds = 300,
    more: () => readonly string[] = () => [],
  ): Promise<void> {
    await harness.until(
      `${name} has ended`,
      () => {
        expect([...lockedOut(), ...more()]).toEqual([]);
        return ended(name);
      },
      seconds,
    );
  }

  const stage = () => harness.secret(SYSTEM).rotation?.split(' ')[1];

  async function rotated(before: {
    readonly system: Readonly<Record<string, string | undefined>>;
  }): Promise<void> {
    const system = harness.secret(SYSTEM);
    for (const purpose of ['operator', 'heartbeat', 'replication', 'clone']) {
      const key = `${purpose}-password`;
      expect(system[key]).not.toBe(before.system[key]);
      for (const name of harness.serverNames()) {
        const user = `mysqlha_${purpose}`;
        expect(accounts(name).accepts(user, system[key])).toBe(true);
        expect(accounts(name).accepts(user, before.system[key])).toBe(false);
      }
    }
    expect(Object.keys(system).filter(key => key.startsWith('next-'))).toEqual(
      [],
    );
    expect(lockedOut()).toEqual([]);
  }

  const now = () => ({
    system: harness.secret(SYSTEM),
    app: harness.secret(APP),
  });

  it.each([1, 2, 3])(
    'are replaced in a cluster of %s, and nobody is refused meanwhile, by the old ones or the new',
    async instances => {
      await healthy(instances);
      const before = now();
      const name = harness.ask(ROTATE);
      await watched(name, 300, () =>
        primary().disk.accounts.accepts('orders', before.app.password)
          ? []
          : ['the application by its old password'],
      );
      expect(harness.operation(name)).toMatchObject({
        phase: 'Succeeded',
        message:
          'The new passwords hold. The application’s old one works for 24 hours more.',
      });
      await harness.clock.advance(2_000);
      await rotated(before);
      const { app } = now();
      expect(app.password).not.toBe(before.app.password);
      expect(app.uri).toContain(app.password);
      expect(harness.status.term).toBe(1);
      await harness.nothingLost(5);
    },
  );

  it('say what would be done and change nothing in a dry run', async () => {
    await healthy();
    const before = now();
    const { plan } = await harness.askAndWait({ ...ROTATE, dryRun: true });
    expect(plan).toEqual([
      'Offer next passwords beside those that hold.',
      'Let the accounts log in with both, on orders-0.',
      'Point orders-1 at orders-0 with the next password.',
      'Point orders-2 at orders-0 with the next password.',
      'Write the new passwords in the place of the old ones.',
      'Take the old passwords back, on orders-0.',
      'Connections stay open and no login is refused meanwhile. The application’s old password works for 24 hours after the new one stands in its Secret.',
    ]);
    expect(now()).toEqual(before);
  });

  it('stay replaced through restarts of every server at any time', async () => {
    await healthy(3, { lateMs: 20_000 });
    const before = now();
    const name = harness.ask(ROTATE);
    for (let round = 0; !ended(name) && round < 60; round++) {
      await harness.clock.advance(3_000);
      const replica = `orders-${1 + (round % 2)}`;
      if (round % 3 === 0 && replica !== harness.status.primary) {
        harness.world.crash(replica);
      }
      expect(lockedOut()).toEqual([]);
    }
    await watched(name);
    expect(harness.operation(name)).toMatchObject({
      phase: 'Succeeded',
      message: expect.stringContaining('The new passwords hold.'),
    });
    await everybodyGetsIn('all are back');
    await harness.clock.advance(2_000);
    await rotated(before);
  });

  it('of the application hold beside the new one until their time is over', async () => {
    await healthy(1);
    const { app } = now();
    await harness.askAndWait(ROTATE, 300);
    const isAccepted = () =>
      primary().disk.accounts.accepts('orders', app.password);
    const promised = Date.parse(now().system['app-old-password-until'] ?? '');
    const hours = (promised - harness.clock.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23);
    expect(hours).toBeLessThanOrEqual(24);

    const soon = new Date(harness.clock.now() + 40_000).toISOString();
    harness.editSecret(SYSTEM, { 'app-old-password-until': soon });
    await harness.clock.advance(35_000);
    expect(isAccepted()).toBe(true);
    await harness.until('the old one is gone', () => !isAccepted(), 60);
    expect(lockedOut()).toEqual([]);
    await harness.until(
      'and nothing more is promised',
      () => now().system['app-old-password-until'] === undefined,
      60,
    );
  });

  it('of the application go earlier when a person says so in the Secret', async () => {
    await healthy(3);
    const { app } = now();
    await harness.askAndWait(ROTATE, 300);
    harness.editSecret(SYSTEM, { 'app-old-password-until': 'now' });
    await harness.until(
      'the old one is gone',
      () => !primary().disk.accounts.accepts('orders', app.password),
      60,
    );
    expect(lockedOut()).toEqual([]);
  });

  it.each(Array.from({ length: 4 }, (_, index) => index + 1))(
    'are replaced by a successor when the operator dies at its command %s',
    async command => {
      const operator = new DyingOperator();
      await healthy(3, { operator });
      const before = now();
      operator.diesAt(command);
      const name = harness.ask(ROTATE);
      await harness.until('it is dead', () => operator.isDead, 60);
      await harness.clock.advanceUntil(harness.operator('successor'));
      await watched(name);
      await harness.clock.advance(2_000);
      expect(harness.operation(name)).toMatchObject({
        phase: 'Succeeded',
        message: expect.stringContaining('The new passwords hold.'),
      });
      await rotated(before);
    },
  );

  it.each(['Offered', 'Adopted'])(
    'are replaced although the primary dies while they are %s',
    async at => {
      await healthy(3, { lateMs: 15_000 });
      const before = now();
      const name = harness.ask(ROTATE);
      await harness.until(`they are ${at}`, () => stage() === at);
      harness.world.server('orders-0').stopped = true;
      harness.world.crash('orders-0', { restart: false });
      await harness.anotherLeads('orders-0');
      await harness.clock.advance(20_000);
      expect(lockedOut()).toEqual([]);
      const old = harness.world.server('orders-0');
      old.stopped = false;
      harness.world.boot(old);
      await watched(name);
      expect(harness.operation(name)).toMatchObject({
        phase: 'Succeeded',
        message: expect.stringContaining('The new passwords hold.'),
      });
      await everybodyGetsIn('all are back');
      await harness.clock.advance(2_000);
      await rotated(before);
      await harness.nothingLost(5);
    },
  );

  it('are replaced although the primary is cut off while its accounts change', async () => {
    await healthy(3);
    const before = now();
    const name = harness.ask(ROTATE);
    await harness.until('they are offered', () => stage() === 'Offered');
    // What it logs now reaches nobody, so that the account statement waits for its acknowledgement.
    for (const replica of ['orders-1', 'orders-2']) {
      const { process } = harness.world.server(replica);
      if (process) process.receiver.held.events = true;
    }
    await harness.until(
      'the statement waits',
      () => primary().process?.semiSync.blocksLogins === true,
    );
    harness.world.isolate('orders-0');
    for (const replica of ['orders-1', 'orders-2']) {
      const { process } = harness.world.server(replica);
      if (process) process.receiver.held.events = false;
    }
    await harness.anotherLeads('orders-0');
    // Nobody can log in to the old one, so its supervisor ends it when it is alone.
    await harness.clock.advance(5_000);
    harness.world.healNetwork();
    await harness.until(`${name} has ended`, () => ended(name), 600);
    expect(harness.operation(name)).toMatchObject({
      phase: 'Succeeded',
      message: expect.stringContaining('The new passwords hold.'),
    });
    await everybodyGetsIn('all are back', 300);
    await rotated(before);
    await harness.nothingLost(5);
  });

  it('are replaced although a person changes some meanwhile, and who knows the newest gets in', async () => {
    await healthy(3);
    const name = harness.ask(ROTATE);
    await harness.until('they are offered', () => stage() === 'Offered');
    harness.editSecret(APP, { password: 'by-hand' });
    harness.editSecret(SYSTEM, { 'clone-password': 'also-by-hand' });
    await harness.until(
      'the database follows',
      () => primary().disk.accounts.accepts('orders', 'by-hand'),
      60,
    );
    await harness.until(`${name} has ended`, () => ended(name), 300);
    expect(harness.operation(name)).toMatchObject({
      phase: 'Succeeded',
      message: expect.stringContaining('The new passwords hold.'),
    });
    await everybodyGetsIn('all get in');
    expect(primary().disk.accounts.accepts('orders', 'by-hand')).toBe(true);
    expect(now().app.password).not.toBe('by-hand');
  });

  it('are replaced although somebody else took command of the primary, unnoticed, after they were offered', async () => {
    await healthy(3);
    const before = now();
    const name = harness.ask(ROTATE);
    await harness.until('they are offered', () => stage() === 'Offered');
    const rival = new InMemoryMySql(harness.world, 'rival').instance({
      namespace: 'shop',
      pod: 'orders-0',
      podIp: 'orders-0',
      port: 3306,
    });
    await harness.clock.advanceUntil(rival.takeCommand());
    await watched(name, 120);
    expect(harness.operation(name)).toMatchObject({
      phase: 'Succeeded',
      message: expect.stringContaining('The new passwords hold.'),
    });
    await harness.clock.advance(2_000);
    await rotated(before);
  });

  it('wait for a replica that is away, end without harm when it stays away, and are replaced by the next try', async () => {
    await healthy(3);
    const before = now();
    const first = harness.ask(ROTATE);
    await harness.until('they are offered', () => stage() === 'Offered');
    harness.world.server('orders-2').stopped = true;
    harness.world.crash('orders-2', { restart: false });
    await harness.clock.advance(60_000);
    expect(harness.operation(first)).toMatchObject({
      phase: 'Running',
      message: expect.stringContaining('orders-2'),
    });
    harness.ledger.stop();
    await watched(first, 900);
    expect(harness.operation(first)).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining(
        'the old passwords stand in the Secrets, and both hold',
      ),
    });
    const old = harness.world.server('orders-2');
    old.stopped = false;
    harness.world.boot(old);
    await everybodyGetsIn('all are back');
    const second = harness.ask(ROTATE);
    await watched(second);
    expect(harness.operation(second)?.phase).toBe('Succeeded');
    await harness.clock.advance(2_000);
    await rotated(before);
  });

  it('are not begun while a replica is away', async () => {
    await healthy(3);
    harness.world.server('orders-2').stopped = true;
    harness.world.crash('orders-2', { restart: false });
    await harness.clock.advance(5_000);
    expect(await harness.askAndWait(ROTATE)).toMatchObject({
      phase: 'Failed',
      message:
        'orders-2 does not replicate as it should: each instance must take the new passwords, so ask again when all are back.',
    });
  });

  it('are replaced where supervisors are too old to say what they would start with, after kubelets had their time', async () => {
    await healthy(1, { lateMs: 60_000 });
    const before = now();
    const server = primary();
    const hide = () => {
      if (server.bootstrap) {
        server.bootstrap = { ...server.bootstrap, hash: '' };
      }
      return [];
    };
    hide();
    const name = harness.ask(ROTATE);
    await watched(name, 900, hide);
    expect(harness.operation(name)).toMatchObject({
      phase: 'Succeeded',
      message: expect.stringContaining('The new passwords hold.'),
    });
    await rotated(before);
  });
});
