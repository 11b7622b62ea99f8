import { podView } from './podView';

type Fields = Readonly<Record<string, unknown>>;

const pod = (
  status: Fields,
  more: { metadata?: Fields; spec?: Fields } = {},
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'orders-0',
    namespace: 'shop',
    uid: 'u-1',
    creationTimestamp: '2026-01-01T00:00:00Z',
    ...more.metadata,
  },
  spec: {
    nodeName: 'node-1',
    initContainers: [{ name: 'supervisor', image: 'mysql-ha/supervisor:dev' }],
    containers: [{ name: 'mysql', image: 'mysql:9.7' }],
    ...more.spec,
  },
  status,
});

const container = (state: Fields, more: Fields = {}) => ({
  phase: 'Pending',
  containerStatuses: [{ name: 'mysql', state, ...more }],
});

describe('podView', () => {
  it('reads a pod that runs', () => {
    expect(
      podView(
        pod({
          phase: 'Running',
          podIP: '10.244.1.2',
          conditions: [{ type: 'Ready', status: 'True' }],
          containerStatuses: [{ name: 'mysql', state: { running: {} } }],
        }),
        true,
      ),
    ).toEqual({
      uid: 'u-1',
      ip: '10.244.1.2',
      node: 'node-1',
      nodeDrained: false,
      deleting: false,
      ready: true,
      terminated: false,
      outdated: true,
      createdAt: '2026-01-01T00:00:00Z',
    });
  });

  it('reads one of which nothing is known but its name', () => {
    expect(
      podView(pod({}, { spec: { nodeName: undefined } }), false),
    ).toMatchObject({
      ip: undefined,
      node: undefined,
      ready: false,
      terminated: false,
    });
  });

  it('sees that it is being deleted', () => {
    const metadata = { deletionTimestamp: '2026-01-01T01:00:00Z' };
    expect(podView(pod({}, { metadata }), false).deleting).toBe(true);
  });

  it.each([
    [
      'its container has ended',
      container({ terminated: { exitCode: 0 } }),
      true,
    ],
    ['Kubernetes evicted it', { phase: 'Failed' }, true],
    ['it completed', { phase: 'Succeeded' }, true],
    ['its container waits', container({ waiting: {} }), false],
  ])('whether it has ended, when %s', (_, status, terminated) => {
    expect(podView(pod(status), false).terminated).toBe(terminated);
  });

  describe('says what keeps it from running, and what a person can do', () => {
    it.each([
      ['nothing does', { phase: 'Running' }, undefined, undefined],
      [
        'no node has room',
        {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/3 nodes are available: 3 Insufficient memory.',
            },
          ],
        },
        'No node can take it: 0/3 nodes are available: 3 Insufficient memory.',
        'Free room, add a node, or ask for less in spec.resources, spec.storage or spec.podTemplate.',
      ],
      [
        'a node evicted it',
        {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'The node was low on resource: memory',
        },
        'Kubernetes ended the pod (Evicted): The node was low on resource: memory.',
        undefined,
      ],
      [
        'its image does not exist',
        container({
          waiting: { reason: 'ErrImagePull', message: 'not found' },
        }),
        'The image mysql:9.7 can’t be had (ErrImagePull): not found.',
        'Correct spec.image, make the image available, or name the pull secret in spec.podTemplate.imagePullSecrets.',
      ],
      [
        'the operator’s own image does not exist',
        {
          phase: 'Pending',
          initContainerStatuses: [
            {
              name: 'supervisor',
              state: { waiting: { reason: 'ErrImageNeverPull' } },
            },
          ],
        },
        'The image mysql-ha/supervisor:dev can’t be had (ErrImageNeverPull): no further word.',
        'Make the image available, or correct mysqlHa.supervisorImage of the operator.',
      ],
      [
        'a Secret is missing',
        container({
          waiting: {
            reason: 'CreateContainerConfigError',
            message: 'secret "orders-system" not found',
          },
        }),
        'A Secret or ConfigMap that the pod needs is missing: secret "orders-system" not found. It is created again by itself in a moment.',
        undefined,
      ],
      [
        'it is being made',
        container({ waiting: { reason: 'ContainerCreating' } }),
        undefined,
        undefined,
      ],
      [
        'it used too much memory',
        container({ terminated: { exitCode: 137, reason: 'OOMKilled' } }),
        'Container mysql used more memory than it may (OOMKilled).',
        'Raise spec.resources.limits.memory.',
      ],
      [
        'it used too much memory and is waiting to be started again',
        container(
          { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } },
          {
            lastState: {
              terminated: { exitCode: 137, reason: 'OOMKilled' },
            },
          },
        ),
        'Container mysql used more memory than it may (OOMKilled).',
        'Raise spec.resources.limits.memory.',
      ],
      [
        'it ends again and again',
        container(
          { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } },
          {
            lastState: {
              terminated: { exitCode: 2, message: 'no mysqld in the image' },
            },
          },
        ),
        'Container mysql ended with exit code 2: no mysqld in the image.',
        undefined,
      ],
      [
        'something new to us does',
        container({ waiting: { reason: 'RunContainerError' } }),
        'Container mysql can’t start (RunContainerError): no further word.',
        undefined,
      ],
    ])('%s', (_, status, problem, remedy) => {
      expect(podView(pod(status), false)).toMatchObject(
        problem === undefined ? {} : { problem },
      );
      expect(podView(pod(status), false).problem).toBe(problem);
      expect(podView(pod(status), false).remedy).toBe(remedy);
    });

    it('cuts a message that would fill the page', () => {
      const { problem } = podView(
        pod(
          container({
            waiting: { reason: 'ErrImagePull', message: 'x'.repeat(5_000) },
          }),
        ),
        false,
      );
      expect(problem?.length).toBeLessThan(500);
    });
  });
});
