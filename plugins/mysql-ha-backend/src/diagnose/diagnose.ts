import { Snapshot } from '../observe';
import { Finding } from './Finding';
import { Problem } from './Problem';
import { deadPrimary } from './problems/deadPrimary';
import { failoverUnderWay } from './problems/failoverUnderWay';
import { hopelessPod } from './problems/hopelessPod';
import { instances } from './problems/instances';
import {
  memberScaledAway,
  newMember,
  primaryScaledAway,
  waitForNotAsPromised,
} from './problems/membership';
import { neverBootstrapped } from './problems/neverBootstrapped';
import { observerIsolated } from './problems/observerIsolated';
import { outdatedPod } from './problems/outdatedPod';
import {
  lockedSemiSyncPrimary,
  primaryHasSource,
  semiSyncNotAsRecorded,
} from './problems/primaryImpaired';
import { primaryNotWritable } from './problems/primaryNotWritable';
import { replicas } from './problems/replicas';
import { secondWritableInstance } from './problems/secondWritableInstance';

/** What blinds: while one of these holds, nothing else is looked at. */
const BLINDING: readonly Problem[] = [observerIsolated, neverBootstrapped];

/** In the order in which they are acted on: first what endangers data, then availability, then order. */
const PROBLEMS: readonly Problem[] = [
  secondWritableInstance,
  failoverUnderWay,
  deadPrimary,
  primaryNotWritable,
  primaryHasSource,
  semiSyncNotAsRecorded,
  lockedSemiSyncPrimary,
  replicas,
  instances,
  waitForNotAsPromised,
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
