import { ProblemKind } from './ProblemKind';
import { diskFullPrimary } from './problems/diskFullPrimary';
import { hungPrimary } from './problems/hungPrimary';
import { lockedSemiSyncPrimary } from './problems/lockedSemiSyncPrimary';
import { noWritablePrimary } from './problems/noWritablePrimary';
import { primaryBehindItsReplicas } from './problems/primaryBehindItsReplicas';
import { primaryCutOffFromMembers } from './problems/primaryCutOffFromMembers';
import { primaryHasSource } from './problems/primaryHasSource';
import { primaryLostItsData } from './problems/primaryLostItsData';
import { primaryWaitsForMembers } from './problems/primaryWaitsForMembers';
import { semiSyncNotAsRecorded } from './problems/semiSyncNotAsRecorded';
import { tooFewMembersLeft } from './problems/tooFewMembersLeft';
import { waitingCommitBlocksClone } from './problems/waitingCommitBlocksClone';

/** All that may be wrong with a primary that answers; each says what it comes after. */
export const ANSWERING_PRIMARY_PROBLEMS: readonly ProblemKind[] = [
  primaryLostItsData,
  primaryBehindItsReplicas,
  tooFewMembersLeft,
  primaryWaitsForMembers,
  noWritablePrimary,
  primaryHasSource,
  semiSyncNotAsRecorded,
  diskFullPrimary,
  hungPrimary,
  primaryCutOffFromMembers,
  waitingCommitBlocksClone,
  lockedSemiSyncPrimary,
];
