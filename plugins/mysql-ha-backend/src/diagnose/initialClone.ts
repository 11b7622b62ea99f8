import { factsOf, instanceNamed, Snapshot } from '../observe';
import { MySqlFacts, OutsideFacts } from '../mysql';
import { beginning } from './beginning';
import { Found } from './ProblemKind';
import { isNewerSeries } from './versions';

/** A cluster whose first instance can be given its first data by a MySQL outside, as nobody holds any. */
export interface InitialClone {
  /** Is filled. */
  readonly first: string;
  /** The MySQL outside as a person knows it. */
  readonly donor: string;
  /** What it said, unless it can’t be asked. */
  readonly outside?: OutsideFacts;
  /** Why it can’t give them; nothing where it can, or nobody knows yet. */
  readonly refusal?: Pick<Found, 'message' | 'next'>;
}

/** @returns undefined for a cluster that gets no such data, or not now */
export function initialClone(snapshot: Snapshot): InitialClone | undefined {
  const clone = snapshot.spec.initFrom?.clone;
  const now = beginning(snapshot);
  if (!clone || now?.stage !== 'ToBeCloned' || now.silent.length > 0)
    return undefined;
  const first = instanceNamed(snapshot, now.first);
  const facts = factsOf(first);
  const seen = snapshot.outside?.seen;
  const donor = `${clone.host}:${clone.port}`;
  const outside = seen?.state === 'reachable' ? seen.facts : undefined;
  const found = { first: now.first, donor, outside };
  // While it gives them, it may be too busy to be asked.
  if (first?.task) return found;
  return {
    ...found,
    refusal:
      refusalOfLogin(snapshot, donor, clone.secretRef.name) ??
      (outside && facts && refusalOfDonor(donor, outside, facts)),
  };
}

function refusalOfLogin(
  { outside, namespace }: Snapshot,
  donor: string,
  secret: string,
): InitialClone['refusal'] {
  if (outside?.login === 'missing')
    return {
      message: `The Secret ${secret} with the login for ${donor} is not there, or lacks username or password.`,
      next: `kubectl create secret generic -n ${namespace} ${secret} --from-literal=username=… --from-literal=password=…`,
    };
  if (outside?.seen.state !== 'unreachable') return undefined;
  const { kind, message } = outside.seen.failure;
  return kind === 'denied'
    ? {
        message: `${donor} refuses the login of the Secret ${secret}: ${message}.`,
        next: 'Put the right username and password into that Secret; outside, the user needs BACKUP_ADMIN.',
      }
    : {
        message: `${donor} can’t be reached (${message}), so that nobody knows whether it can be cloned.`,
        next: 'See that it runs, and that the operator and the pods of this namespace reach it; or correct spec.initFrom.clone.',
      };
}

function refusalOfDonor(
  donor: string,
  outside: OutsideFacts,
  here: MySqlFacts,
): InitialClone['refusal'] {
  if (
    isNewerSeries(outside.version, here.version) ||
    isNewerSeries(here.version, outside.version)
  )
    return {
      message: `${donor} is MySQL ${outside.version} and here is ${here.version}, and CLONE copies within one series only.`,
      next: `Set spec.image to ${outside.version} and upgrade later; or let the cluster follow it (spec.externalSource) where it still has all binlogs.`,
    };
  if (!outside.givesClones)
    return {
      message: `${donor} can’t be cloned: its plugin “clone” is not active.`,
      next: "Run there: INSTALL PLUGIN clone SONAME 'mysql_clone.so'; and grant BACKUP_ADMIN to the user of the Secret.",
    };
  // Without one a copy can’t be told from an empty instance, and would be filled again and again.
  return outside.gtidExecuted.isEmpty()
    ? {
        message: `${donor} has executed no transaction with a GTID (gtid_mode is ${outside.gtidMode}), so that nobody could tell a copy of it from an empty instance.`,
        next: 'Switch gtid_mode ON there, step by step and without a restart, and commit one transaction (https://dev.mysql.com/doc/refman/9.7/en/replication-mode-change-online-enable-gtids.html).',
      }
    : undefined;
}
