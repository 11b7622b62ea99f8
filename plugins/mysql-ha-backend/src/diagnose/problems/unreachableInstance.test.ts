import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';
import { shown } from '../__testUtils__/shown';

describe('instances', () => {
  const silent = snapshotOf(3).unreachable(2);

  it.each([
    ['all answer', snapshotOf(3), []],
    ['one does not', silent, ['UnreachableInstance orders-2']],
    ['one is not wanted', silent.scaledTo(2), []],
    [
      'one is being filled',
      silent.instance(2, i => ({
        ...i,
        task: { kind: 'Clone', donor: 'orders-1', message: 'It is filled.' },
      })),
      [],
    ],
    [
      'one’s pod can’t run',
      silent.pod(2, { problem: 'No node can take it.' }),
      ['PodProblem orders-2'],
    ],
    [
      'one’s volume has a problem, which matters more than the pod’s',
      silent
        .pod(2, { problem: 'No node can take it.' })
        .volume(2, { problem: 'no room' }),
      ['PodProblem orders-2'],
    ],
    [
      'one has no mysqld that starts',
      silent.supervisor(2, 'Unstartable', 'no mysqld in the image'),
      ['UnstartableInstance orders-2'],
    ],
    [
      'one’s mysqld crashes',
      silent.supervisor(2, 'Crashed'),
      ['UnstartableInstance orders-2'],
    ],
    [
      'one refuses the operator’s login',
      snapshotOf(3).unreachable(2, 'denied'),
      ['AccessDenied orders-2 → RepairCredentials'],
    ],
    [
      'one’s pod is being replaced',
      silent.pod(2, { deleting: true }),
      ['InstanceStarting orders-2'],
    ],
    [
      'one’s pod is being made',
      snapshotOf(3).withoutPod(2),
      ['InstanceStarting orders-2'],
    ],
    [
      'one’s pod has no address yet',
      silent.pod(2, { ip: undefined }),
      ['InstanceStarting orders-2'],
    ],
    [
      'one’s mysqld is starting',
      silent.supervisor(2, 'Starting'),
      ['InstanceStarting orders-2'],
    ],
    [
      'one’s supervisor does not answer yet and the kubelet does not call it ready',
      silent.pod(2, { ready: false }),
      ['InstanceStarting orders-2'],
    ],
  ])('%s', (_, builder, findings) => {
    expect(shown(inGroup('SilentInstances', builder.taken))).toEqual(findings);
  });

  it('names the remedy of a cause that no log of MySQL’s explains', () => {
    const [finding] = inGroup(
      'SilentInstances',
      silent.supervisor(
        2,
        'Crashed',
        'mysqld ended after 2.5s: [ERROR] [MY-012584] [InnoDB] io_setup() failed with EAGAIN after 5 attempts.',
      ).taken,
    );
    expect(finding).toMatchObject({
      message: expect.stringContaining('ends again and again'),
      next: expect.stringMatching(/^sysctl -w fs\.aio-max-nr=\d+ on /),
    });
  });

  it('calls a person for a silent instance only after a while', () => {
    const next = (forMs: number) =>
      inGroup(
        'SilentInstances',
        snapshotOf(3).unreachable(2, 'timeout', { forMs }).taken,
      )[0].next;
    expect(next(5_000)).toBeUndefined();
    expect(next(16_000)).toBe('kubectl describe pod -n shop orders-2');
  });

  it('calls a person for a pod that can’t run only after a while', () => {
    const next = (createdAt: string) =>
      inGroup(
        'SilentInstances',
        silent.pod(2, {
          problem: 'No node can take it.',
          remedy: 'Add a node.',
          createdAt,
        }).taken,
      )[0].next;
    expect(next('2026-01-01T11:59:50Z')).toBeUndefined();
    expect(next('2026-01-01T11:59:00Z')).toBe('Add a node.');
  });
});
