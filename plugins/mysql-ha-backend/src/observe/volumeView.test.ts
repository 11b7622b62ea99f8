import { volumeView } from './volumeView';

const GI = 1024 ** 3;

const claim = (status: Readonly<Record<string, unknown>>) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name: 'data-orders-0',
    namespace: 'shop',
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec: { resources: { requests: { storage: '20Gi' } } },
  status,
});

describe('volumeView', () => {
  it('reads a bound claim that grows', () => {
    expect(
      volumeView(
        claim({ phase: 'Bound', capacity: { storage: '10Gi' } }),
        '2026-01-01T00:00:00Z',
      ),
    ).toEqual({
      claim: 'data-orders-0',
      bound: true,
      requestedBytes: 20 * GI,
      capacityBytes: 10 * GI,
      adopted: false,
      problem: undefined,
    });
  });

  it('reads a claim that waits for its volume', () => {
    expect(
      volumeView(claim({ phase: 'Pending' }), '2026-01-01T00:00:00Z'),
    ).toMatchObject({ bound: false, capacityBytes: 0 });
  });

  it.each([
    ['older than the cluster', '2026-01-01T00:00:01Z', true],
    ['as old as the cluster', '2026-01-01T00:00:00Z', false],
    ['younger than the cluster', '2025-12-31T00:00:00Z', false],
    ['of a cluster whose age nobody knows', undefined, false],
  ])('adopts a claim %s: %#', (_, createdAt, adopted) => {
    expect(volumeView(claim({}), createdAt).adopted).toBe(adopted);
  });

  it('says why a claim can’t grow', () => {
    const conditions = [
      {
        type: 'ControllerResizeError',
        status: 'True',
        message: 'the disk has no room',
      },
      { type: 'Resizing', status: 'True' },
    ];
    expect(volumeView(claim({ conditions }), undefined).problem).toBe(
      'the disk has no room',
    );
  });
});
