import { ClusterSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { instanceName } from '../resources';
import { KEY } from './names';
import { Relay } from './schedule';

type SpecRelay = ClusterSpec['relay'];

/** Relays as the spec of a cluster has them. */
export function specRelay(relays: readonly Relay[]): SpecRelay {
  const [first, ...further] = relays.map(({ instance, below }) => ({
    instance: instanceName(KEY, instance),
    below: below.map(ordinal => instanceName(KEY, ordinal)),
  }));
  return first ? { ...first, further } : null;
}

/** Whom an instance of a healthy cluster replicates from: the nearest relay above it, or the primary. */
export function sourceWhenHealthy(
  relay: SpecRelay,
  name: string,
  primary: string,
  wanted: readonly string[],
): string {
  const relays = relay ? [relay, ...relay.further] : [];
  const above = (of: string) =>
    relays.find(({ below }) => below.includes(of))?.instance;
  let at = name === primary ? undefined : above(name);
  while (at && at !== primary && !wanted.includes(at)) at = above(at);
  return at ?? primary;
}
