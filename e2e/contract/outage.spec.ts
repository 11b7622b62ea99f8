import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { LEASE_TIMINGS } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/lease';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { ApiRelay } from './ApiRelay';
import { createAdapter } from './createAdapter';
import { ScratchNamespaces } from './ScratchNamespaces';

const SILENT = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
};

test.describe('when the API server', () => {
  const namespaces = new ScratchNamespaces();
  const leaseNamespace = namespaces.name();
  let relay: ApiRelay;
  let behindRelay: RealKubernetes;
  let direct: RealKubernetes;

  test.beforeEach(async () => {
    const started = await ApiRelay.start();
    relay = started.relay;
    direct = createAdapter();
    behindRelay = createAdapter({
      kubeconfig: started.kubeconfig,
      leaseNamespace,
      logger: SILENT,
    });
    await behindRelay.start();
  });

  test.afterEach(async () => {
    await behindRelay.stop();
    await direct.stop();
    await relay.stop();
  });

  test.afterAll(() => namespaces.deleteAll());

  function labelled(namespace: string, name: string) {
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        namespace,
        name,
        labels: { 'mysqlha.dev/cluster': 'orders' },
      },
    };
  }

  for (const illness of ['cut', 'freeze'] as const) {
    test(`is gone (${illness}), that is noticed, and what was missed is seen when it is back`, async () => {
      const namespace = await namespaces.create();
      await direct.create(labelled(namespace, 'before'));
      await expect
        .poll(() => behindRelay.getWatched('ConfigMap', namespace, 'before'))
        .toBeDefined();
      relay[illness]();
      await direct.create(labelled(namespace, 'missed'));
      await direct.delete({
        ...labelled(namespace, ''),
        namespace,
        name: 'before',
      });
      await expect(
        behindRelay.read(
          { ...labelled(namespace, ''), namespace, name: 'missed' },
          { timeoutMs: 500 },
        ),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
      await expect
        .poll(() => behindRelay.isReachable(), { timeout: 6000 })
        .toBe(false);
      relay.restore();
      await expect
        .poll(
          () =>
            behindRelay
              .listOwned('ConfigMap', namespace, 'orders')
              .map(({ metadata }) => metadata.name),
          { timeout: 10_000 },
        )
        .toEqual(['missed']);
      await expect
        .poll(() => behindRelay.isReachable(), { timeout: 6000 })
        .toBe(true);
    });

    test(`is gone (${illness}), a Lease is given up early, and won again`, async () => {
      let lose = () => {};
      const lost = new Promise<void>(resolve => {
        lose = resolve;
      });
      const lease = await behindRelay.acquireLease(`operator-${illness}`, {
        onLost: () => lose(),
        signal: AbortSignal.timeout(30_000),
      });
      const cutAt = performance.now();
      relay[illness]();
      await lost;
      const heldForMs = performance.now() - cutAt;
      expect(lease.isHeld()).toBe(false);
      const { durationMs, giveUpAfterMs, renewEveryMs } = LEASE_TIMINGS;
      expect(heldForMs).toBeGreaterThan(giveUpAfterMs - 2 * renewEveryMs);
      expect(heldForMs).toBeLessThan(durationMs);
      relay.restore();
      const again = await behindRelay.acquireLease(`operator-${illness}`, {
        onLost: () => {},
        signal: AbortSignal.timeout(5000),
      });
      expect(again.isHeld()).toBe(true);
      expect(lease.isHeld()).toBe(false);
    });

    test(`is gone (${illness}), a port-forward ends`, async () => {
      const [pod] = await direct.list(
        { apiVersion: 'v1', kind: 'Pod', namespace: 'kube-system' },
        'k8s-app=kube-dns',
      );
      const stream = await behindRelay.portForward(
        'kube-system',
        pod.metadata.name,
        8181,
      );
      relay[illness]();
      const [error] = await once(stream, 'error', {
        signal: AbortSignal.timeout(12_000),
      });
      expect(error).toMatchObject({ code: 'ECONNRESET' });
    });
  }
});
