import { operationSpecSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { inTurn } from './inTurn';

/** The order of operations, given in the order in which they were asked for. */
function turnOf(...asked: readonly (string | readonly [string, 'Running'])[]) {
  const entries = asked.map((each, at) => {
    const [what, phase] = typeof each === 'string' ? [each] : each;
    const [type, target] = what.split(' ');
    return {
      operation: {
        metadata: {
          name: what,
          namespace: 'shop',
          uid: String(at),
          resourceVersion: '1',
          generation: 1,
          creationTimestamp: new Date(at * 1_000).toISOString(),
          labels: {},
          annotations: {},
        },
        spec: operationSpecSchema.parse({
          clusterName: 'orders',
          type,
          target,
        }),
      },
      record: { status: { phase } },
    };
  });
  return inTurn([...entries].reverse()).map(
    ({ operation }) => operation.metadata.name,
  );
}

describe('inTurn', () => {
  it('takes the oldest first', () => {
    expect(turnOf('Restart orders-2', 'Rebuild orders-1')).toEqual([
      'Restart orders-2',
      'Rebuild orders-1',
    ]);
  });

  it('goes on with the one that was begun', () => {
    expect(
      turnOf('Switchover orders-1', ['Restart orders-2', 'Running']),
    ).toEqual(['Restart orders-2', 'Switchover orders-1']);
  });

  it('opens an instance at once, also while something is under way that may wait for it', () => {
    expect(
      turnOf(
        ['Restart orders-2', 'Running'],
        'Switchover orders-1',
        'Unfence orders-1',
      ),
    ).toEqual(['Unfence orders-1', 'Restart orders-2', 'Switchover orders-1']);
  });

  it('does not open an instance before it was closed', () => {
    expect(
      turnOf(
        ['Restart orders-2', 'Running'],
        'Fence orders-1',
        'Unfence orders-1',
      ),
    ).toEqual(['Restart orders-2', 'Fence orders-1', 'Unfence orders-1']);
  });

  it('opens one although another is still to be closed, or it is to be closed again', () => {
    expect(
      turnOf('Fence orders-0', 'Unfence orders-1', 'Fence orders-1'),
    ).toEqual(['Unfence orders-1', 'Fence orders-0', 'Fence orders-1']);
  });
});
