import { testCluster } from './__testUtils__/testCluster';
import { readSecret, secretData } from './secretData';
import { systemCredentials, systemSecret } from './systemSecret';

/** Random bytes that differ at each call, and are the same in each run. */
function counting() {
  let next = 0;
  return (count: number) => new Uint8Array(count).fill(next++);
}

describe('the system Secret', () => {
  it('makes each password once and another for each purpose', () => {
    const secret = systemSecret(testCluster(), undefined, counting());
    const { 'bootstrap.sql': _, ...passwords } = readSecret(secret);
    expect(Object.keys(passwords)).toEqual([
      'operator-password',
      'heartbeat-password',
      'replication-password',
      'clone-password',
      'backup-password',
      'supervisor-token',
    ]);
    expect(new Set(Object.values(passwords)).size).toBe(6);
  });

  it('stays as it is when it is applied again', () => {
    const first = systemSecret(testCluster(), undefined, counting());
    expect(systemSecret(testCluster(), first, counting())).toEqual(first);
  });

  it('makes only what a person deleted', () => {
    const first = systemSecret(testCluster(), undefined, counting());
    const { 'clone-password': _, ...data } = first.data;
    const second = systemSecret(testCluster(), { ...first, data }, () =>
      new Uint8Array(24).fill(99),
    );
    const [before, after] = [readSecret(first), readSecret(second)];
    expect(after['operator-password']).toBe(before['operator-password']);
    expect(after['clone-password']).not.toBe(before['clone-password']);
    expect(after['bootstrap.sql']).toContain(after['clone-password']);
  });

  it('stays when the cluster goes and the volumes stay, because they hold the same passwords', () => {
    const retained = systemSecret(
      testCluster({ deletionPolicy: 'Retain' }),
      undefined,
      counting(),
    );
    expect(retained.metadata.ownerReferences).toBeUndefined();
  });

  it('goes with the cluster when the volumes go', () => {
    const deleted = systemSecret(
      testCluster({ deletionPolicy: 'Delete' }),
      undefined,
      counting(),
    );
    expect(deleted.metadata.ownerReferences).toHaveLength(1);
  });

  it('gives the engine its logins, or nothing while one is missing', () => {
    const secret = systemSecret(testCluster(), undefined, counting());
    expect(systemCredentials(secret)?.operator.user).toBe('mysqlha_operator');
    expect(systemCredentials(undefined)).toBeUndefined();
    expect(
      systemCredentials({ ...secret, data: secretData({ a: 'b' }) }),
    ).toBeUndefined();
  });
});
