import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { diagnose } from '../diagnose';
import { findingsOf } from '../findingsIn';
import { shown } from '../__testUtils__/shown';
import { observerIsolated } from './observerIsolated';

describe('observerIsolated', () => {
  const cutOff = snapshotOf(3)
    .unreachable(0, 'timeout')
    .unreachable(1, 'timeout')
    .unreachable(2, 'timeout')
    .with({ kubernetesReachable: false });

  it('blames the observer when neither Kubernetes nor any instance answers', () => {
    expect(shown(findingsOf(observerIsolated, cutOff.taken))).toEqual([
      'ObserverIsolated',
    ]);
  });

  it('proposes to do nothing at all', () => {
    expect(diagnose(cutOff.taken).filter(f => f.recovery)).toEqual([]);
  });

  it.each([
    ['one instance answers', cutOff.facts(2, {})],
    ['Kubernetes answers', cutOff.with({ kubernetesReachable: true })],
  ])('is silent when %s', (_, builder) => {
    expect(findingsOf(observerIsolated, builder.taken)).toEqual([]);
  });
});
