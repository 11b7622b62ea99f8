import { LeaseHandle } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes';
import { createAdapter } from './createAdapter';

/**
 * A process of its own that tries for a Lease and tells every few milliseconds whether it holds it,
 * with the time of the machine's monotonic clock, which all processes share.
 */
async function main([identity, leaseNamespace]: readonly string[]) {
  const kubernetes = createAdapter({ identity, leaseNamespace });
  const got: { lease?: LeaseHandle } = {};
  setInterval(() => {
    const at = Number(process.hrtime.bigint() / 1000n);
    const held = got.lease?.isHeld() ?? false;
    process.send?.({ type: 'state', held, at });
  }, 5);
  got.lease = await kubernetes.acquireLease('operator', {
    onLost: () => {},
    signal: new AbortController().signal,
  });
}

void main(process.argv.slice(2));
