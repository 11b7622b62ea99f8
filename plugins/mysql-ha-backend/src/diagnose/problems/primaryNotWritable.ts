import {
  factsOf,
  holdings,
  isWritable,
  primaryOf,
  reachable,
  Snapshot,
} from '../../observe';
import { MySqlFacts } from '../../mysql';
import { Finding } from '../Finding';
import { single } from '../Problem';
import { readableMembers, readableNeeded } from '../quorum';

/**
 * The recorded primary answers, and is not writable: it restarted (mysqld boots read-only), or was fenced.
 * It comes back with its waiting transactions committed and on no replica, so it is neither writable nor in a
 * Service until enough members hold its set; and it must hold all that the others hold.
 */
export const primaryNotWritable = single(snapshot => {
  const primary = primaryOf(snapshot);
  const facts = factsOf(primary);
  if (!primary || !facts || snapshot.recorded.fence) return undefined;
  if (isWritable(facts) && !facts.offlineMode) return undefined;
  return (
    lostItsData(snapshot, primary.name, facts) ??
    behind(snapshot, primary.name, facts) ??
    waiting(snapshot, primary.name, facts) ?? {
      code: 'NoWritablePrimary',
      severity: 'critical',
      instance: primary.name,
      message: `${primary.name} is back and holds everything; it takes writes again.`,
      recovery: { kind: 'ResumePrimary' },
    }
  );
});

/** Term and data disagree: the record says that it was a primary, and its volume is new. */
function lostItsData(
  snapshot: Snapshot,
  name: string,
  facts: MySqlFacts,
): Finding | undefined {
  const hadData =
    facts.term === undefined &&
    holdings(facts).isEmpty() &&
    snapshot.recorded.endedBootstrap;
  if (!hadData) return undefined;
  const others = readableMembers(snapshot).filter(
    m => m.instance.name !== name,
  );
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  if (waitFor > 0 && others.length >= readableNeeded(snapshot)) {
    return {
      code: 'PrimaryLostItsData',
      severity: 'critical',
      instance: name,
      message: `${name} came back with an empty volume: its data are gone there. Another member takes over, and ${name} is filled again from it.`,
      recovery: {
        kind: 'BeginFailover',
        reason: `${name} lost its data (empty volume)`,
        evidence: [
          `gtid_executed of ${name} is empty in term ${snapshot.recorded.term}`,
        ],
      },
    };
  }
  return {
    code: 'PrimaryLostItsData',
    severity: 'critical',
    instance: name,
    message: `${name} came back with an empty volume: its data are gone there, and no other member is known to hold them all. Nothing is made writable, so that the loss does not spread.`,
    next: 'Bring back the other members, or restore a backup into a new cluster.',
  };
}

/** Others hold what it lacks: it must not lead. */
function behind(
  snapshot: Snapshot,
  name: string,
  facts: MySqlFacts,
): Finding | undefined {
  const ahead = reachable(snapshot.instances).filter(
    other =>
      other.instance.name !== name &&
      !facts.gtidExecuted.contains(holdings(other.facts)) &&
      holdings(other.facts).contains(facts.gtidExecuted),
  );
  if (ahead.length === 0) return undefined;
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const names = `${ahead.map(a => a.instance.name).join(' and ')} hold${
    ahead.length === 1 ? 's' : ''
  }`;
  return {
    code: 'PrimaryBehindItsReplicas',
    severity: 'critical',
    instance: name,
    message: `${name} lacks transactions that ${names}.`,
    ...(waitFor > 0
      ? {
          recovery: {
            kind: 'BeginFailover',
            reason: `${name} came back without transactions that ${names}`,
            evidence: [`${name} holds ${facts.gtidExecuted}`],
          },
        }
      : {
          next: 'Switch over to the instance that holds more (MySQLOperation Switchover), or rebuild it.',
        }),
  };
}

/** Fewer than W members hold its set, or fewer than n − W can be read. */
function waiting(
  snapshot: Snapshot,
  name: string,
  facts: MySqlFacts,
): Finding | undefined {
  const waitFor = snapshot.recorded.synchronous?.waitFor ?? 0;
  const members = readableMembers(snapshot);
  const needed = readableNeeded(snapshot);
  const holders = members.filter(
    m =>
      m.instance.name !== name &&
      holdings(m.facts).contains(facts.gtidExecuted),
  );
  if (holders.length >= waitFor && members.length >= needed) return undefined;
  return {
    code: 'PrimaryWaitsForMembers',
    severity: 'critical',
    instance: name,
    message: `${name} is back, and takes writes again once ${waitFor} other ${
      waitFor === 1 ? 'member holds' : 'members hold'
    } its transactions (now ${
      holders.length
    }), and ${needed} of the members can be read (now ${members.length}).`,
    next: 'If this lasts, look at the other instances: they must run and reach it.',
  };
}
