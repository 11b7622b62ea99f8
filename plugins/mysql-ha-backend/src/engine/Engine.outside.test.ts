import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

const OUTSIDE = 'outside-0';
const HOST = 'outside-0.outside-instances.elsewhere.svc';

describe('Engine that follows a MySQL outside', () => {
  const harness = engineForEachTest({ operator: false });
  let spec: ClusterSpecInput;

  beforeEach(async () => {
    const outside = harness.world.addServer({
      name: OUTSIDE,
      namespace: 'elsewhere',
    });
    outside.outside.password = 'secret';
    outside.process?.makeWritable();
    spec = {
      instances: 3,
      externalSource: { host: HOST, secretRef: { name: 'outside-login' } },
    };
    login('secret');
    await harness.operator();
  });

  function login(password: string): void {
    const data = { username: 'repl', password };
    harness.server.put({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'outside-login', namespace: 'shop' },
      data: Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          Buffer.from(value).toString('base64'),
        ]),
      ),
    });
  }

  const write = () =>
    harness.world.commit(OUTSIDE, { client: 'clients elsewhere' });

  const holds = (name: string) => {
    const all = harness.world.server(OUTSIDE).process?.executed;
    const mine = harness.world.server(name).process?.executed;
    return all !== undefined && mine?.contains(all) === true;
  };

  const everybodyHolds = () =>
    ['orders-0', 'orders-1', 'orders-2'].every(holds);

  const message = (type: string) => harness.condition(type)?.message;

  const untilRefused = (words: RegExp) =>
    harness.until(
      `refused: ${words}`,
      () => words.test(message('Refused') ?? ''),
      60,
    );

  it('follows it with all instances, read-only, and acknowledges nothing', async () => {
    write();
    harness.apply(spec);
    await harness.untilHealthy();
    write();
    await harness.until('all hold it', everybodyHolds);

    expect(harness.served('primary')).toEqual([]);
    expect(harness.served('replicas')).toEqual([
      'orders-0',
      'orders-1',
      'orders-2',
    ]);
    expect(harness.status.synchronous?.waitFor).toBe(0);
    for (const name of ['orders-0', 'orders-1', 'orders-2']) {
      const process = harness.world.server(name).process;
      expect(process).toMatchObject({
        superReadOnly: true,
        semiSyncReplicaEnabled: false,
      });
    }
    expect(message('FollowsSource')).toBe(
      `orders-0 follows ${HOST}:3306 and has applied all but the last moment.`,
    );
    expect(harness.status.instances?.[0].source).toBe(HOST);
  });

  it('is filled by CLONE from there when the binlogs do not go back to the beginning', async () => {
    write();
    harness.world.server(OUTSIDE).disk.purge();
    write();
    harness.apply(spec);
    await harness.untilHealthy();
    await harness.until('all hold it', everybodyHolds);
    expect(harness.served('primary')).toEqual([]);
  });

  it('goes on following when its primary dies', async () => {
    write();
    harness.apply(spec);
    await harness.untilHealthy();
    harness.world.server('orders-0').stopped = true;
    harness.world.crash('orders-0', { restart: false });
    await harness.anotherLeads('orders-0');
    write();
    await harness.until(
      'the others hold it',
      () => holds('orders-1') && holds('orders-2'),
    );
    const old = harness.world.server('orders-0');
    old.stopped = false;
    harness.world.boot(old);
    await harness.untilHealthy();
    write();
    await harness.until('all hold it', everybodyHolds);
  });

  it('replaces a primary that is frozen within seconds, as all that it held is outside too, and takes it back', async () => {
    write();
    harness.apply(spec);
    await harness.untilHealthy();
    await harness.until('all hold it', everybodyHolds);
    const { clones } = harness.world;
    harness.world.freeze('orders-0');
    write();
    await harness.anotherLeads('orders-0', 8);
    await harness.until(
      'the others hold it',
      () => holds('orders-1') && holds('orders-2'),
      10,
    );
    harness.world.thaw('orders-0');
    await harness.untilHealthy();
    write();
    await harness.until('all hold it', everybodyHolds);
    expect(harness.world.clones).toBe(clones);
  });

  it('gives it longer to come back while nobody can ask the MySQL outside, and replaces it then', async () => {
    write();
    harness.apply(spec);
    await harness.untilHealthy();
    await harness.until('all hold it', everybodyHolds);
    harness.world.network.cut('operator', OUTSIDE);
    await harness.clock.advance(5_000);
    harness.world.freeze('orders-0');
    await harness.clock.advance(12_000);
    expect(harness.status.primary).toBe('orders-0');
    await harness.anotherLeads('orders-0', 10);
    write();
    await harness.until(
      'the others hold it',
      () => holds('orders-1') && holds('orders-2'),
    );
  });

  it('goes on following when the role is handed on, and when its pods are replaced', async () => {
    write();
    harness.apply(spec);
    await harness.untilHealthy();
    expect(
      await harness.askAndWait({ type: 'Switchover', target: 'orders-2' }),
    ).toMatchObject({ phase: 'Succeeded' });
    expect(harness.status.primary).toBe('orders-2');
    write();
    await harness.until('all hold it', everybodyHolds);

    expect(
      await harness.askAndWait({ type: 'Restart', target: 'orders-2' }),
    ).toMatchObject({ phase: 'Succeeded' });
    expect(harness.status.primary).not.toBe('orders-2');
    await harness.untilHealthy();
    write();
    await harness.until('all hold it', everybodyHolds);
    expect(harness.served('primary')).toEqual([]);
  });

  it('takes writes once the field is removed, and commits wait for replicas again', async () => {
    write();
    harness.apply(spec);
    await harness.untilHealthy();
    await harness.until('all hold it', everybodyHolds);

    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    expect(harness.served('primary')).toEqual(['orders-0']);
    expect(harness.status.synchronous?.waitFor).toBe(1);
    expect(harness.world.server('orders-0').disk.channel).toBeUndefined();
    const commit = harness.world.commit('orders-0');
    await harness.clock.advance(1_000);
    expect(commit.outcome).toBe('ok');
  });

  it('says that the login is refused, and takes a corrected one by itself', async () => {
    login('wrong');
    harness.apply(spec);
    await untilRefused(
      /refuses the login of the Secret outside-login: Access denied/,
    );
    expect(message('Refused')).not.toContain('wrong');
    login('secret');
    await harness.untilHealthy();
  });

  it('points the primary there anew when the password was rotated', async () => {
    harness.apply(spec);
    await harness.untilHealthy();
    harness.world.server(OUTSIDE).outside.password = 'rotated';
    await untilRefused(/refuses the login/);
    login('rotated');
    await harness.untilHealthy();
    write();
    await harness.until('all hold it', everybodyHolds);
  });

  it('takes a new password from the Secret while both hold outside, and loses neither its place nor its data when the old one goes', async () => {
    const outside = harness.world.server(OUTSIDE);
    outside.outside.password = undefined;
    outside.disk.accounts = outside.disk.accounts.with('repl', {
      password: 'secret',
    });
    harness.apply(spec);
    await harness.untilHealthy();
    write();
    await harness.until('all hold it', everybodyHolds);
    const { clones } = harness.world;

    outside.disk.accounts = outside.disk.accounts.renewed({
      logins: [{ user: 'repl', password: 'rotated' }],
      retain: true,
    });
    login('rotated');
    await harness.until(
      'the primary has it',
      () =>
        harness.world.server('orders-0').disk.channel?.password === 'rotated',
      30,
    );
    outside.disk.accounts = outside.disk.accounts.discarded(['repl']);
    // It has to log in anew.
    outside.process?.dumpThreads.clear();
    write();
    await harness.until('all hold it', everybodyHolds);
    await harness.untilHealthy();
    expect(harness.world.clones).toBe(clones);
  });

  it('goes on from where it was when the password changed outside first', async () => {
    const outside = harness.world.server(OUTSIDE);
    outside.disk.accounts = outside.disk.accounts.with('repl', {
      password: 'secret',
    });
    harness.apply(spec);
    await harness.untilHealthy();
    write();
    await harness.until('all hold it', everybodyHolds);
    const { clones } = harness.world;

    outside.disk.accounts = outside.disk.accounts.with('repl', {
      password: 'rotated',
    });
    outside.outside.password = 'rotated';
    outside.process?.dumpThreads.clear();
    write();
    await untilRefused(/refuses the login of the Secret outside-login/);
    login('rotated');
    await harness.until('all hold it', everybodyHolds);
    await harness.untilHealthy();
    expect(harness.world.clones).toBe(clones);
  });

  it('names the Secret that is missing', async () => {
    harness.apply({
      ...spec,
      externalSource: { host: HOST, secretRef: { name: 'nowhere' } },
    });
    await untilRefused(/The Secret nowhere .* is not there/);
  });

  it('refuses a server without GTIDs', async () => {
    harness.world.server(OUTSIDE).outside.gtidMode = 'OFF_PERMISSIVE';
    harness.apply(spec);
    await untilRefused(/has gtid_mode OFF_PERMISSIVE, .*Switch it on there/);
    harness.world.server(OUTSIDE).outside.gtidMode = 'ON';
    await harness.untilHealthy();
  });

  it('refuses a newer server', async () => {
    harness.world.server(OUTSIDE).outside.version = '9.8.0';
    harness.apply(spec);
    await untilRefused(/is MySQL 9\.8\.0, newer than the 9\.7\.4 here/);
  });

  it('lets a cluster alone that has taken writes of its own', async () => {
    harness.apply({ instances: 3 });
    await harness.untilHealthy();
    harness.apply(spec);
    await untilRefused(/has taken writes of its own/);
    const commit = harness.world.commit('orders-0');
    await harness.clock.advance(1_000);
    expect(commit.outcome).toBe('ok');
  });
});
