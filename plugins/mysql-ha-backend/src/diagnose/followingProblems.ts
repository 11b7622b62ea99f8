import { externalSourceDenied } from './problems/externalSourceDenied';
import { externalSourceInterrupted } from './problems/externalSourceInterrupted';
import { externalSourceLoginMissing } from './problems/externalSourceLoginMissing';
import { externalSourceNewer } from './problems/externalSourceNewer';
import { externalSourceNotFollowed } from './problems/externalSourceNotFollowed';
import { externalSourcePurged } from './problems/externalSourcePurged';
import { externalSourceUnrelated } from './problems/externalSourceUnrelated';
import { externalSourceWithoutGtid } from './problems/externalSourceWithoutGtid';
import { followerOffline } from './problems/followerOffline';
import { ProblemKind } from './ProblemKind';

/** All that may keep a cluster from following a MySQL outside. */
export const FOLLOWING_PROBLEMS: readonly ProblemKind[] = [
  externalSourceLoginMissing,
  externalSourceDenied,
  externalSourceWithoutGtid,
  externalSourceNewer,
  externalSourceUnrelated,
  externalSourcePurged,
  externalSourceNotFollowed,
  externalSourceInterrupted,
  followerOffline,
];
