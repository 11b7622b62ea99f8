import { acknowledgingStranger } from './problems/acknowledgingStranger';
import { connectedToWrongSource } from './problems/connectedToWrongSource';
import { deadIntermediateSource } from './problems/deadIntermediateSource';
import { divergedReplica } from './problems/divergedReplica';
import { emptyReplica } from './problems/emptyReplica';
import { errantTransactions } from './problems/errantTransactions';
import { laggingReplica } from './problems/laggingReplica';
import { notReplicating } from './problems/notReplicating';
import { oldPrimaryClosed } from './problems/oldPrimaryClosed';
import { purgedBinlogs } from './problems/purgedBinlogs';
import { replicaNotAcknowledging } from './problems/replicaNotAcknowledging';
import { replicaOffline } from './problems/replicaOffline';
import { replicationError } from './problems/replicationError';
import { replicationStopped } from './problems/replicationStopped';
import { ProblemKind } from './ProblemKind';

/** All that may be wrong with a replica that answers; each says what it comes after. */
export const REPLICA_PROBLEMS: readonly ProblemKind[] = [
  emptyReplica,
  errantTransactions,
  divergedReplica,
  purgedBinlogs,
  deadIntermediateSource,
  notReplicating,
  connectedToWrongSource,
  oldPrimaryClosed,
  replicaOffline,
  replicationError,
  replicationStopped,
  replicaNotAcknowledging,
  acknowledgingStranger,
  laggingReplica,
];
