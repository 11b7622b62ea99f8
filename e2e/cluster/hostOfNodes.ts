import { networkInterfaces } from 'node:os';
import { KubeConfig } from '@kubernetes/client-node';

/** Enough of an IPv4 address to tell the network of the embedded Kubernetes, which is a /24. */
const networkOf = (address: string) => address.split('.').slice(0, 3).join('.');

/**
 * The address of this machine that pods reach, for servers that tests run beside Kubernetes: the one in the network of the
 * API server, or MYSQLHA_TEST_HOST.
 */
export function hostOfNodes(): string {
  if (process.env.MYSQLHA_TEST_HOST) return process.env.MYSQLHA_TEST_HOST;
  const config = new KubeConfig();
  config.loadFromDefault();
  const server = new URL(config.getCurrentCluster()?.server ?? 'http://none');
  const found = Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .find(
      ({ family, address }) =>
        family === 'IPv4' && networkOf(address) === networkOf(server.hostname),
    );
  if (found) return found.address;
  throw new Error(
    `no address of this machine is in the network of ${server.hostname}: set MYSQLHA_TEST_HOST to one that pods reach`,
  );
}
