import { dnsImage } from '../images/images.ts';
import type { Addresses } from '../network/addresses.ts';

const labels = { 'k8s-app': 'kube-dns' };
const meta = { name: 'coredns', namespace: 'kube-system', labels };

/**
 * CoreDNS on every node, each asked by the pods of its own node alone: a node that is cut off neither loses its names
 * nor swallows the questions of the others.
 */
export function dnsObjects(addresses: Addresses, forward: boolean): object[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'system:coredns', labels },
      rules: [
        {
          apiGroups: [''],
          resources: ['endpoints', 'services', 'pods', 'namespaces'],
          verbs: ['list', 'watch'],
        },
        {
          apiGroups: ['discovery.k8s.io'],
          resources: ['endpointslices'],
          verbs: ['list', 'watch'],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'system:coredns', labels },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'system:coredns',
      },
      subjects: [
        { kind: 'ServiceAccount', name: 'coredns', namespace: 'kube-system' },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: meta,
      data: { Corefile: corefile(forward) },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: meta,
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec() },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...meta, name: 'kube-dns' },
      spec: {
        selector: labels,
        clusterIP: addresses.dnsService,
        internalTrafficPolicy: 'Local',
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53, protocol: 'TCP' },
        ],
      },
    },
  ];
}

function podSpec(): object {
  return {
    serviceAccountName: 'coredns',
    priorityClassName: 'system-node-critical',
    tolerations: [{ operator: 'Exists' }],
    // Not ClusterFirst: it would forward to itself.
    dnsPolicy: 'Default',
    terminationGracePeriodSeconds: 1,
    containers: [
      {
        name: 'coredns',
        image: dnsImage,
        imagePullPolicy: 'Never',
        args: ['-conf', '/etc/coredns/Corefile'],
        resources: { requests: { cpu: '10m', memory: '32Mi' } },
        readinessProbe: {
          httpGet: { path: '/ready', port: 8181 },
          periodSeconds: 1,
        },
        volumeMounts: [
          { name: 'config', mountPath: '/etc/coredns', readOnly: true },
        ],
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
        },
      },
    ],
    volumes: [{ name: 'config', configMap: { name: 'coredns' } }],
  };
}

function corefile(forward: boolean): string {
  return `.:53 {
  errors
  health
  ready
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    pods insecure
    # A name that changes its address must not live on in anybody's cache.
    ttl 1
  }
${forward ? '  forward . /etc/resolv.conf\n' : ''}  cache 1
}
`;
}
