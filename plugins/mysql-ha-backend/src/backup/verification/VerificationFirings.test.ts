import {
  MySQLBackup,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { testCluster } from '../../resources/__testUtils__/testCluster';
import { VerificationFirings } from './VerificationFirings';

/** A Friday. */
const CREATED = '2026-05-01T12:00:00Z';
/** The Sunday after. */
const SUNDAY = Date.parse('2026-05-03T00:00:00Z');
const DAY = 86_400_000;

function cluster(schedule?: string, triedAt?: string) {
  const { metadata, ...rest } = testCluster({
    backup: {
      locationName: 'store',
      ...(schedule && { verify: { schedule } }),
    },
  });
  return {
    ...rest,
    metadata: { ...metadata, creationTimestamp: CREATED },
    status: { ...rest.status, ...(triedAt && { verification: { triedAt } }) },
  };
}

function backupTriedAt(startedAt: string): MySQLBackup {
  return mysqlBackupSchema.parse({
    apiVersion: 'mysqlha.dev/v1alpha1',
    kind: 'MySQLBackup',
    metadata: { name: 'b', namespace: 'shop', uid: 'b', resourceVersion: '1' },
    spec: { clusterName: 'orders', locationName: 'store' },
    status: {
      phase: 'Succeeded',
      verification: { phase: 'Proved', startedAt },
    },
  });
}

describe('a proof is due', () => {
  let firings: VerificationFirings;
  beforeEach(() => {
    firings = new VerificationFirings();
  });

  it('never without a schedule, or with one that means nothing', () => {
    expect(firings.isDue(cluster(), () => [], SUNDAY)).toBe(false);
    expect(firings.isDue(cluster('61 * * * *'), () => [], SUNDAY)).toBe(false);
  });

  it('when the schedule fires, and not before', () => {
    expect(firings.isDue(cluster('@weekly'), () => [], SUNDAY - 1_000)).toBe(
      false,
    );
    expect(firings.isDue(cluster('@weekly'), () => [], SUNDAY)).toBe(true);
    expect(firings.isDue(cluster('@weekly'), () => [], SUNDAY + DAY)).toBe(
      true,
    );
  });

  it('once for all firings that were missed', () => {
    const late = SUNDAY + 30 * DAY;
    const [at] = [new Date(late).toISOString()];
    expect(firings.isDue(cluster('@daily'), () => [], late)).toBe(true);
    expect(
      firings.isDue(cluster('@daily'), () => [backupTriedAt(at)], late),
    ).toBe(false);
  });

  it('by what the cluster remembers, too, when the backup is gone', () => {
    const at = new Date(SUNDAY + 1_000).toISOString();
    expect(firings.isDue(cluster('@weekly', at), () => [], SUNDAY + DAY)).toBe(
      false,
    );
    expect(
      firings.isDue(cluster('@weekly', at), () => [], SUNDAY + 7 * DAY),
    ).toBe(true);
  });

  it('by a schedule that was changed, at once', () => {
    expect(firings.isDue(cluster('@monthly'), () => [], SUNDAY)).toBe(false);
    expect(firings.isDue(cluster('@daily'), () => [], SUNDAY)).toBe(true);
  });
});
