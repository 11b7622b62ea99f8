import { GtidSet } from '../../mysql';
import { SimulatedCluster } from '../SimulatedCluster';

/**
 * Design section 5, invariant 1, as the record promises it: at the moment at which a client is told OK, each set of
 * n − W recorded members that a failover may rely on has one that holds the commit. Members without any data do not
 * vote, so they can't outvote either.
 * @returns how it is broken, as a sentence
 */
export function quorumHolds(
  cluster: SimulatedCluster,
  server: string,
  gtid: GtidSet,
): string | undefined {
  const { synchronous } = cluster.status;
  if (!synchronous) return undefined;
  const { members, waitFor, lowestWaitFor = waitFor } = synchronous;
  const disks = members
    .filter(name => cluster.world.has(name))
    .map(name => cluster.world.server(name).disk);
  const voters = disks.filter(
    ({ logged, received }) => !logged.isEmpty() || !received.isEmpty(),
  ).length;
  const holders = disks.filter(
    ({ logged, received }) => logged.contains(gtid) || received.contains(gtid),
  ).length;
  const needed = members.length - lowestWaitFor;
  return holders + needed > voters
    ? undefined
    : `a client was told OK by ${server} for ${gtid}, which ${holders} of the ${
        members.length
      } members hold (${members.join(
        ', ',
      )}; W ${waitFor}): a failover reads ${needed} of them and may miss it`;
}
