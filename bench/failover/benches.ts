/** How long clients can't write when a primary is lost or hands over, and the same with Group Replication. */
import { Bench } from '../Bench';
import { failoverOf } from './failoverOf';
import { FAULTS } from './faults';
import { groupReplicationBench } from './groupReplicationBench';

/** By the name after `--scenario`; each writes a report of its own. */
export const FAILOVER_BENCHES: Readonly<Record<string, Bench>> = {
  ...Object.fromEntries(FAULTS.map(fault => [fault.name, failoverOf(fault)])),
  'group-replication-killed': groupReplicationBench('killed'),
  'group-replication-frozen': groupReplicationBench('frozen'),
};
