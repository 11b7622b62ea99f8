import { Snapshot } from '../observe';
import { Finding } from './Finding';
import { findingsIn, findingsOf } from './findingsIn';
import { inOrder } from './inOrder';
import { Problem } from './Problem';
import { ProblemKind } from './ProblemKind';
import { deadPrimary } from './problems/deadPrimary';
import { failoverUnderWay } from './problems/failoverUnderWay';
import { hopelessPod } from './problems/hopelessPod';
import { instances } from './problems/instances';
import {
  memberScaledAway,
  newMember,
  primaryScaledAway,
} from './problems/membership';
import { membersNotCaughtUp } from './problems/membersNotCaughtUp';
import { neverBootstrapped } from './problems/neverBootstrapped';
import { observerIsolated } from './problems/observerIsolated';
import { outdatedPod } from './problems/outdatedPod';
import {
  lockedSemiSyncPrimary,
  primaryHasSource,
  semiSyncNotAsRecorded,
} from './problems/primaryImpaired';
import { primaryNotWritable } from './problems/primaryNotWritable';
import { relayedMember } from './problems/relayedMember';
import { secondWritableInstance } from './problems/secondWritableInstance';
import { REPLICA_PROBLEMS } from './replicaProblems';
import { tooFewMembersLeft } from './problems/tooFewMembersLeft';
import { waitForNotAsPromised } from './problems/waitForNotAsPromised';

/** What blinds: while one of these holds, nothing else is looked at. */
const BLINDING: readonly Problem[] = [observerIsolated, neverBootstrapped];

const IN_ORDER = inOrder(REPLICA_PROBLEMS);

const replicas: Problem = snapshot =>
  findingsIn({ counts: 'firstOfInstance' }, IN_ORDER, snapshot);

function each(kind: ProblemKind): Problem {
  return snapshot => findingsOf(kind, snapshot);
}

/** In the order in which they are acted on: first what endangers data, then availability, then order. */
const PROBLEMS: readonly Problem[] = [
  secondWritableInstance,
  failoverUnderWay,
  deadPrimary,
  each(tooFewMembersLeft),
  primaryNotWritable,
  primaryHasSource,
  semiSyncNotAsRecorded,
  lockedSemiSyncPrimary,
  replicas,
  instances,
  each(waitForNotAsPromised),
  each(membersNotCaughtUp),
  each(relayedMember),
  primaryScaledAway,
  memberScaledAway,
  newMember,
  outdatedPod,
];

/** What is not as it should be, most urgent first; nothing when the cluster is healthy. Pure. */
export function diagnose(snapshot: Snapshot): readonly Finding[] {
  if (snapshot.spec.hibernate) return [];
  for (const problem of BLINDING) {
    const findings = problem(snapshot);
    if (findings.length > 0) {
      return [...findings, ...hopelessPod(snapshot), ...instances(snapshot)];
    }
  }
  return PROBLEMS.flatMap(problem => problem(snapshot));
}
