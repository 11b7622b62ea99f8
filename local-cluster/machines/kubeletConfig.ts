import type { Addresses } from '../network/addresses.ts';

/** The kubelet's configuration; JSON is YAML. */
export function kubeletConfig(addresses: Addresses, cgroup: string): string {
  return JSON.stringify(
    {
      apiVersion: 'kubelet.config.k8s.io/v1beta1',
      kind: 'KubeletConfiguration',
      authentication: {
        anonymous: { enabled: false },
        webhook: { enabled: true },
        x509: { clientCAFile: '/run/machine/access/ca.crt' },
      },
      authorization: { mode: 'Webhook' },
      clusterDomain: 'cluster.local',
      clusterDNS: [addresses.dnsService],
      resolvConf: '/run/machine/access/resolv.conf',
      containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
      cgroupDriver: 'cgroupfs',
      cgroupRoot: `/${cgroup}`,
      // The nodes share one machine: none of them owns what it would set aside for itself.
      enforceNodeAllocatable: [],
      localStorageCapacityIsolation: false,
      failSwapOn: false,
      // The images come from no registry, so one that was thrown away would never come back.
      imageGCHighThresholdPercent: 100,
      imageGCLowThresholdPercent: 99,
      evictionHard: {
        'memory.available': '100Mi',
        'nodefs.available': '1%',
        'imagefs.available': '1%',
      },
      evictionPressureTransitionPeriod: '10s',
      registryPullQPS: 0,
      eventRecordQPS: 0,
    },
    null,
    2,
  );
}
