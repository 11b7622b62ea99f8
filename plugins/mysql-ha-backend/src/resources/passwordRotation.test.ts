import { testCluster } from './__testUtils__/testCluster';
import { appSecret } from './appSecret';
import {
  adoptPasswords,
  APP_OLD_PASSWORD_MS,
  finishRotation,
  isAppOldPasswordDue,
  isRotationKey,
  offerPasswords,
  renewedAccounts,
  rotationIn,
  withoutAppOldPassword,
} from './passwordRotation';
import { readSecret, secretData } from './secretData';
import { systemCredentials, systemSecret } from './systemSecret';

const NOW = Date.parse('2026-11-21T10:00:00Z');

/** Random bytes that differ at each call. */
let drawn = 0;
const random = (count: number) => new Uint8Array(count).fill(drawn++);

const cluster = testCluster();
const atRest = () => ({
  system: systemSecret(cluster, undefined, random),
  app: appSecret(cluster, undefined, random),
});
const offered = (before = atRest()) => ({
  app: before.app,
  system: systemSecret(
    cluster,
    offerPasswords(before.system, '7', NOW),
    random,
  ),
});
const adopted = (before = offered()) => {
  const { system, app } = adoptPasswords(before, NOW);
  return {
    system: systemSecret(cluster, system, random),
    app: appSecret(cluster, app, random),
  };
};

describe('a rotation of passwords in the Secrets', () => {
  it('offers next passwords beside those that hold', () => {
    const before = atRest();
    const { system } = offered(before);
    expect(rotationIn(system)).toEqual({
      id: '7',
      stage: 'Offered',
      since: NOW,
    });
    expect(readSecret(system)).toMatchObject({
      'operator-password': readSecret(before.system)['operator-password'],
      'next-operator-password': expect.any(String),
      'next-app-password': expect.any(String),
    });
    expect(systemCredentials(system)).toMatchObject({
      operator: systemCredentials(before.system)?.operator,
      nextReplication: readSecret(system)['next-replication-password'],
    });
  });

  it('lets a server that starts meanwhile take both', () => {
    const { system } = offered();
    const found = readSecret(system);
    const sql = found['bootstrap.sql'] ?? '';
    const holds = sql.indexOf(`BY '${found['operator-password']}' REQUIRE SSL`);
    const next = sql.indexOf(
      `BY '${found['next-operator-password']}' RETAIN CURRENT PASSWORD;`,
    );
    expect(holds).toBeGreaterThan(0);
    expect(next).toBeGreaterThan(holds);
    expect(sql).not.toContain('DISCARD');
  });

  it('stays as it is when it is offered again, also under another name, and applied again', () => {
    const once = offered();
    const again = systemSecret(
      cluster,
      offerPasswords(once.system, '8', NOW + 1),
      random,
    );
    expect(readSecret(again)).toEqual({
      ...readSecret(once.system),
      rotation: `8 Offered ${NOW + 1}`,
    });
    expect(systemSecret(cluster, again, random)).toEqual(again);
  });

  it('names each account with both passwords only while they are offered', () => {
    const secrets = offered();
    const { system, app } = renewedAccounts(cluster, secrets);
    expect(system.map(({ user }) => user)).toEqual([
      'mysqlha_operator',
      'mysqlha_heartbeat',
      'mysqlha_replication',
      'mysqlha_clone',
      'mysqlha_backup',
    ]);
    expect(app).toEqual({
      user: readSecret(secrets.app).username,
      password: readSecret(secrets.app).password,
      next: readSecret(secrets.system)['next-app-password'],
    });
    expect(renewedAccounts(cluster, atRest())).toEqual({ system: [] });
    expect(renewedAccounts(cluster, adopted())).toEqual({ system: [] });
  });

  it('puts the next ones in the place of those that held, and says until when the application may use the old one', () => {
    const before = offered();
    const next = readSecret(before.system);
    const { system, app } = adopted(before);
    expect(readSecret(app)).toMatchObject({
      password: next['next-app-password'],
      uri: expect.stringContaining(next['next-app-password'] ?? '-'),
    });
    const found = readSecret(system);
    expect(found['operator-password']).toBe(next['next-operator-password']);
    expect(Object.keys(found).filter(key => key.startsWith('next-'))).toEqual(
      [],
    );
    expect(found['bootstrap.sql']).toContain('DISCARD OLD PASSWORD');
    expect(rotationIn(system)?.stage).toBe('Adopted');
    expect(isAppOldPasswordDue(system, NOW + APP_OLD_PASSWORD_MS - 1)).toBe(
      false,
    );
    expect(isAppOldPasswordDue(system, NOW + APP_OLD_PASSWORD_MS)).toBe(true);
    expect(
      isAppOldPasswordDue(
        withoutAppOldPassword(system),
        NOW + APP_OLD_PASSWORD_MS,
      ),
    ).toBe(false);
  });

  it('knows which keys go with it', () => {
    const keys = Object.keys(readSecret(offered().system));
    expect(keys.filter(isRotationKey)).toEqual([
      'next-operator-password',
      'next-heartbeat-password',
      'next-replication-password',
      'next-clone-password',
      'next-backup-password',
      'next-app-password',
    ]);
    expect(isRotationKey('app-old-password-until')).toBe(true);
  });

  it('changes nothing when it is adopted or ended twice', () => {
    const secrets = adopted();
    expect(adoptPasswords(secrets, NOW + 1)).toBe(secrets);
    const done = finishRotation(secrets.system, NOW);
    expect(rotationIn(done)?.stage).toBe('Done');
    expect(finishRotation(done, NOW + 1)).toBe(done);
  });

  it('makes an offered password anew when a person deleted it', () => {
    const { system } = offered();
    const { 'next-clone-password': lost, ...rest } = readSecret(system);
    const kept = Object.fromEntries(
      Object.entries(rest).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    );
    const made = readSecret(
      systemSecret(cluster, { ...system, data: secretData(kept) }, random),
    );
    expect(made['next-clone-password']).toBeDefined();
    expect(made['next-clone-password']).not.toBe(lost);
  });

  it.each(['', '7', '7 Offered', '7 Halfway 1', '7 Offered soon'])(
    'takes no notice of a record that says «%s»',
    record => {
      const { system } = atRest();
      const data = { ...system.data, ...secretData({ rotation: record }) };
      expect(rotationIn({ ...system, data })).toBeUndefined();
    },
  );

  it('ends the old password of an application when nobody can read until when it was promised', () => {
    const { system } = atRest();
    const data = {
      ...system.data,
      ...secretData({ 'app-old-password-until': 'some day' }),
    };
    expect(isAppOldPasswordDue({ ...system, data }, NOW)).toBe(true);
  });
});
