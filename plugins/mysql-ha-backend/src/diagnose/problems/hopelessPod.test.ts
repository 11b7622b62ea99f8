import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { diagnose } from '../diagnose';

const restarted = (snapshot: Parameters<typeof diagnose>[0]) =>
  diagnose(snapshot)
    .filter(({ recovery }) => recovery?.kind === 'RestartPod')
    .map(({ instance }) => instance);

describe('hopelessPod', () => {
  const young = snapshotOf(3).neverBootstrapped().unreachable(1);

  it('makes a pod anew whose spec was put right before there was a primary', () => {
    expect(restarted(young.pod(1, { outdated: true }).taken)).toEqual([
      'orders-1',
    ]);
  });

  it('makes a pod anew that waits for another configuration', () => {
    expect(
      restarted(
        young.instance(1, instance => ({
          ...instance,
          restartNeeded: 'its configuration changed',
        })).taken,
      ),
    ).toEqual(['orders-1']);
  });

  it('lets a pod start whose spec is still the same', () => {
    expect(restarted(young.taken)).toEqual([]);
  });

  it('lets one go that is being deleted already', () => {
    expect(
      restarted(young.pod(1, { outdated: true, deleting: true }).taken),
    ).toEqual([]);
  });
});
