import { Manifest, manifestFormat } from '../../artifact';

/** For tests: the manifest of a Physical backup of shop/orders. */
export function manifestOf(more: Partial<Manifest> = {}): Manifest {
  return {
    format: manifestFormat,
    cluster: { namespace: 'shop', name: 'orders' },
    ...{ method: 'Physical', databases: [], source: 'orders-1' },
    ...{ version: '9.7.4', gtidExecuted: '' },
    startedAt: '2026-05-01T12:00:00.000Z',
    completedAt: '2026-05-01T12:00:05.000Z',
    ...{ bytes: 100, sizeBytes: 10, streams: [], tables: [], server: {} },
    ...more,
  };
}
