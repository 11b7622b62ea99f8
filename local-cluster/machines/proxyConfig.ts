import type { Addresses } from '../network/addresses.ts';

/** kube-proxy's configuration; JSON is YAML. */
export function proxyConfig(addresses: Addresses, node: string): string {
  return JSON.stringify(
    {
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      clientConnection: {
        kubeconfig: '/run/machine/access/proxy.kubeconfig',
      },
      mode: 'iptables',
      hostnameOverride: node,
      clusterCIDR: addresses.pods,
      // The default of 1 s is for clusters with thousands of Services; here it would only delay a failover.
      iptables: { minSyncPeriod: '20ms', syncPeriod: '30s' },
      // These limits belong to the host: a node must not change them.
      conntrack: {
        maxPerCore: 0,
        min: 0,
        tcpEstablishedTimeout: '0s',
        tcpCloseWaitTimeout: '0s',
      },
    },
    null,
    2,
  );
}
