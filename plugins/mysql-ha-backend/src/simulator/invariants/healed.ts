import { mysqlOperationSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { parseOnce } from '../../kubernetes/parseOnce';
import { instanceName } from '../../resources';
import { waitForOf } from '../../diagnose';
import { KEY } from '../names';
import { sourceWhenHealthy } from '../relays';
import { SimulatedCluster } from '../SimulatedCluster';
import { Scene } from './Invariant';

const parse = parseOnce(mysqlOperationSchema);

/** What still keeps the cluster from being as its spec says, judged by the servers themselves; undefined when nothing does. */
export function notHealed({
  cluster,
  acknowledged,
}: Pick<Scene, 'cluster' | 'acknowledged'>): string | undefined {
  const { spec } = cluster.api.state.cluster;
  const { pods, slices } = cluster.api.state;
  const { primary, fence, synchronous } = cluster.status;
  const wanted = Array.from({ length: spec.instances }, (_, ordinal) =>
    instanceName(KEY, ordinal),
  );
  const [unfinished] = [...cluster.api.state.operations.values()]
    .flatMap(operation => parse(operation) ?? [])
    .filter(({ status }) => status.completedAt === undefined);
  if (unfinished) {
    const { metadata, spec: asked, status } = unfinished;
    return `${metadata.name} (${asked.type} ${asked.target}) is ${status.phase}: ${status.message}`;
  }
  if (fence) return `a fence stands: ${fence.reason}`;
  if (!primary || !wanted.includes(primary)) return `${primary} leads`;
  const sourceOf = (name: string) =>
    sourceWhenHealthy(spec.relay, name, primary, wanted);
  // What a relay passes on counts for nothing.
  const members = wanted.filter(name => sourceOf(name) === primary);
  const isAlone = spec.topology !== 'Async' && !cluster.isFollowing;
  const waitFor = isAlone ? waitForOf(members.length) : 0;
  if (
    synchronous?.waitFor !== waitFor ||
    synchronous.lowestWaitFor !== undefined ||
    [...synchronous.members].sort().join() !== members.join()
  ) {
    return `the record says ${JSON.stringify(synchronous)}`;
  }
  const extra = [...pods.keys()].filter(name => !wanted.includes(name));
  if (extra.length > 0) return `${extra.join()} should be gone`;
  const notLeading = cluster.isFollowing
    ? doesNotFollow(cluster, primary)
    : doesNotLead(cluster, primary, waitFor);
  if (notLeading) return notLeading;
  const notKept = cluster.event?.notAsWanted(
    cluster.world.server(primary),
    wanted.map(name => cluster.world.server(name)),
  );
  if (notKept) return notKept;
  for (const name of wanted) {
    const pod = pods.get(name);
    if (!pod || pod.deleting || cluster.outdated.has(pod.uid)) {
      return `the pod of ${name} is not right`;
    }
    const { process, disk } = cluster.world.server(name);
    if (!process || process.frozen) return `${name} does not run`;
    if (!process.executed.contains(acknowledged)) {
      return `${name} lacks ${acknowledged.subtract(process.executed)}`;
    }
    if (name === primary) continue;
    if (process.offlineMode) return `${name} is closed to clients`;
    if (!process.superReadOnly) return `${name} is writable`;
    const source = sourceOf(name);
    if (disk.channel?.host !== cluster.world.server(source).host) {
      return `${name} follows another than ${source}`;
    }
    if (process.receiver.state !== 'ON' || !process.applierOn) {
      return `${name} does not replicate: ${process.receiver.state} ${process.receiver.error?.message}`;
    }
    const counts = waitFor > 0 && source === primary;
    if (process.receiver.acknowledging !== counts) {
      return `${name} acknowledging is ${process.receiver.acknowledging}`;
    }
  }
  const endpoints = slices.get(`${KEY.name}-primary`)?.endpoints;
  const served = Array.isArray(endpoints)
    ? endpoints.map(endpoint => endpoint.targetRef.name).join()
    : '';
  return served === (cluster.isFollowing ? '' : primary)
    ? undefined
    : `-primary leads to «${served}»`;
}

function doesNotLead(
  { world }: SimulatedCluster,
  primary: string,
  waitFor: number,
): string | undefined {
  const leader = world.server(primary).process;
  if (!leader || leader.readOnly || leader.offlineMode) {
    return `${primary} takes no writes`;
  }
  if (leader.semiSync.enabled !== waitFor > 0) return 'semi-sync is not right';
  return waitFor > 0 && leader.semiSync.waitFor !== waitFor
    ? `${primary} waits for ${leader.semiSync.waitFor}`
    : undefined;
}

/** It receives from outside, takes no writes, and acknowledges nothing. */
function doesNotFollow(
  { world, outside }: SimulatedCluster,
  primary: string,
): string | undefined {
  const { process, disk } = world.server(primary);
  if (!process?.superReadOnly) return `${primary} is not closed to writes`;
  if (process.offlineMode) return `${primary} is closed to reads`;
  const { receiver } = process;
  if (disk.channel?.host !== outside?.host || receiver.state !== 'ON') {
    return `${primary} does not receive from outside`;
  }
  return receiver.acknowledging ? `${primary} acknowledges outside` : undefined;
}

/** Whether all instances that are wanted hold the same. */
export function notEqual({
  cluster,
}: Pick<Scene, 'cluster'>): string | undefined {
  const { primary } = cluster.status;
  const { spec } = cluster.api.state.cluster;
  const truth = cluster.isFollowing
    ? cluster.outside?.executed
    : primary && cluster.world.server(primary).process?.executed;
  if (!truth) return 'there is no primary';
  for (let ordinal = 0; ordinal < spec.instances; ordinal++) {
    const name = instanceName(KEY, ordinal);
    const executed = cluster.world.server(name).process?.executed;
    if (!executed?.equals(truth)) {
      return `${name} holds ${executed}, ${primary} holds ${truth}`;
    }
  }
  return undefined;
}
