import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { testCluster } from './__testUtils__/testCluster';
import { isPodOutdated } from './podFingerprint';
import { statefulSet } from './statefulSet';

const options = { supervisorImage: 'mysql-ha/supervisor:1.0' };

function pods(spec: ClusterSpecInput) {
  return statefulSet(testCluster(spec), options).spec.template;
}

/** A pod as the StatefulSet controller makes it. */
function podOf(spec: ClusterSpecInput, supervisorImage?: string) {
  const { template } = statefulSet(testCluster(spec), {
    ...options,
    ...(supervisorImage && { supervisorImage }),
  }).spec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template.metadata, name: 'orders-0' },
  };
}

describe('the StatefulSet', () => {
  it('never restarts a pod by itself', () => {
    expect(statefulSet(testCluster(), options).spec.updateStrategy.type).toBe(
      'OnDelete',
    );
  });

  it.each([
    ['as many pods as instances', {}, {}, 3],
    ['no pod while it hibernates', { hibernate: true }, {}, 0],
    [
      'what the engine holds above the spec',
      { instances: 2 },
      { replicas: 3 },
      3,
    ],
  ])('has %s', (_, spec, given, replicas) => {
    expect(
      statefulSet(testCluster(spec), { ...options, ...given }).spec.replicas,
    ).toBe(replicas);
  });

  it.each(['Retain', 'Delete'] as const)(
    'keeps the volumes of a scaled-down cluster also with deletionPolicy %s, because hibernating is that too',
    deletionPolicy => {
      expect(
        statefulSet(testCluster({ deletionPolicy }), options).spec
          .persistentVolumeClaimRetentionPolicy,
      ).toEqual({ whenDeleted: deletionPolicy, whenScaled: 'Retain' });
    },
  );

  it('refuses a pod template that is newer than the operator', () => {
    expect(() =>
      statefulSet(testCluster(), { ...options, templateVersion: 2 }),
    ).toThrow('pod template version 2 is newer than this operator');
  });
});

describe('the pods', () => {
  it('pass the restricted Pod Security Standard', () => {
    const { spec } = pods({});
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const container of [...spec.initContainers, ...spec.containers]) {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
    }
  });

  it('carry no password and no token of the API server', () => {
    const { spec } = pods({});
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(JSON.stringify(spec)).not.toMatch(/password/i);
  });

  it('prefer different nodes and zones, and start where there are too few', () => {
    const { affinity, topologySpreadConstraints } = pods({}).spec;
    expect(affinity).toHaveProperty(
      'podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution',
    );
    expect(topologySpreadConstraints).toMatchObject([
      {
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
      },
      {
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
      },
    ]);
  });

  it('carry what podTemplate says, but never another cluster’s label', () => {
    const { metadata, spec } = pods({
      podTemplate: {
        labels: { team: 'shop', 'mysqlha.dev/cluster': 'other' },
        annotations: { note: 'x' },
        nodeSelector: { disk: 'ssd' },
        tolerations: [{ key: 'db', operator: 'Exists' }],
        affinity: { nodeAffinity: {} },
        topologySpread: [],
        priorityClassName: 'high',
        imagePullSecrets: [{ name: 'pull' }],
      },
    });
    expect(metadata.labels).toMatchObject({
      team: 'shop',
      'mysqlha.dev/cluster': 'orders',
    });
    expect(metadata.annotations).toMatchObject({ note: 'x' });
    expect(spec).toMatchObject({
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'db', operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
      topologySpreadConstraints: [],
      priorityClassName: 'high',
      imagePullSecrets: [{ name: 'pull' }],
    });
  });
});

describe('isPodOutdated', () => {
  it.each<[string, ClusterSpecInput, boolean]>([
    ['nothing changed', {}, false],
    ['the number of instances', { instances: 5 }, false],
    [
      'my.cnf, which the engine applies',
      { config: { max_connections: '9' } },
      false,
    ],
    ['the image', { image: 'mysql:9.7.1' }, true],
    ['the memory limit', { resources: { limits: { memory: '2Gi' } } }, true],
    ['a label', { podTemplate: { labels: { team: 'shop' } } }, true],
  ])('after a change of %s', (_, spec, outdated) => {
    const desired = statefulSet(testCluster(spec), options);
    expect(isPodOutdated(podOf({}), desired)).toBe(outdated);
  });

  it('is not said because the operator came with another supervisor', () => {
    const desired = statefulSet(testCluster(), options);
    expect(isPodOutdated(podOf({}, 'mysql-ha/supervisor:0.9'), desired)).toBe(
      false,
    );
  });
});
