import { ANSWERING_PRIMARY_PROBLEMS } from './answeringPrimaryProblems';
import { FOLLOWING_PROBLEMS } from './followingProblems';
import { ProblemKind } from './ProblemKind';
import { accessDenied } from './problems/accessDenied';
import { adoptedVolumesUnclear } from './problems/adoptedVolumesUnclear';
import { awaitingInstances } from './problems/awaitingInstances';
import { binlogsHeldBack } from './problems/binlogsHeldBack';
import { binlogsNotArchived } from './problems/binlogsNotArchived';
import { diskFilling } from './problems/diskFilling';
import { externalSourceTooLate } from './problems/externalSourceTooLate';
import { failoverUnderWay } from './problems/failoverUnderWay';
import { fencedOnPurpose } from './problems/fencedOnPurpose';
import { fenceWithoutQuorum } from './problems/fenceWithoutQuorum';
import { hungOldPrimary } from './problems/hungOldPrimary';
import { hopelessPod } from './problems/hopelessPod';
import { initialCloneDue } from './problems/initialCloneDue';
import { initialCloneRefused } from './problems/initialCloneRefused';
import { initialDataAwaited } from './problems/initialDataAwaited';
import { instanceStarting } from './problems/instanceStarting';
import { membersNotAsWritten } from './problems/membersNotAsWritten';
import { membersNotCaughtUp } from './problems/membersNotCaughtUp';
import { membersNotWritten } from './problems/membersNotWritten';
import { memberScaledAway } from './problems/memberScaledAway';
import { neverBootstrapped } from './problems/neverBootstrapped';
import { newMember } from './problems/newMember';
import { observerIsolated } from './problems/observerIsolated';
import { operationAskedFor } from './problems/operationAskedFor';
import { outdatedPod } from './problems/outdatedPod';
import { podProblem } from './problems/podProblem';
import { primaryOnDrainedNode } from './problems/primaryOnDrainedNode';
import { primaryScaledAway } from './problems/primaryScaledAway';
import { promotionUnfinished } from './problems/promotionUnfinished';
import { recordBehindMySql } from './problems/recordBehindMySql';
import { relayedMember } from './problems/relayedMember';
import { scheduledEventsOff } from './problems/scheduledEventsOff';
import { secondWritableInstance } from './problems/secondWritableInstance';
import { unreachableInstance } from './problems/unreachableInstance';
import { unstartableInstance } from './problems/unstartableInstance';
import { waitForNotAsPromised } from './problems/waitForNotAsPromised';
import { REPLICA_PROBLEMS } from './replicaProblems';
import { SILENT_PRIMARY_PROBLEMS } from './silentPrimaryProblems';

/** Every kind of trouble that the engine can find. Each says to which group it belongs and what it comes after. */
export const PROBLEMS: readonly ProblemKind[] = [
  observerIsolated,
  recordBehindMySql,
  membersNotAsWritten,
  initialDataAwaited,
  awaitingInstances,
  adoptedVolumesUnclear,
  initialCloneRefused,
  initialCloneDue,
  neverBootstrapped,
  secondWritableInstance,
  fencedOnPurpose,
  failoverUnderWay,
  promotionUnfinished,
  fenceWithoutQuorum,
  ...SILENT_PRIMARY_PROBLEMS,
  ...FOLLOWING_PROBLEMS,
  ...ANSWERING_PRIMARY_PROBLEMS,
  operationAskedFor,
  ...REPLICA_PROBLEMS,
  hopelessPod,
  podProblem,
  unstartableInstance,
  accessDenied,
  hungOldPrimary,
  instanceStarting,
  unreachableInstance,
  diskFilling,
  binlogsHeldBack,
  waitForNotAsPromised,
  membersNotCaughtUp,
  relayedMember,
  primaryScaledAway,
  primaryOnDrainedNode,
  memberScaledAway,
  newMember,
  membersNotWritten,
  outdatedPod,
  scheduledEventsOff,
  externalSourceTooLate,
  binlogsNotArchived,
];
