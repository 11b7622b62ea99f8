import { GtidSet } from '../gtid';
import { DataDirectory } from './DataDirectory';

/** What a receiver says of its failure. */
export interface ReceiverError {
  readonly code: number;
  readonly message: string;
}

/** Why a source refuses a replica that has these transactions. */
export function refusal(
  source: DataDirectory,
  mine: GtidSet,
): ReceiverError | undefined {
  if (!mine.contains(source.purged)) {
    return {
      code: 13114,
      message:
        'Got fatal error 1236 from source when reading data from binary log: the source purged required binary logs',
    };
  }
  if (!source.logged.contains(mine.originatingFrom(source.uuid))) {
    return {
      code: 13114,
      message:
        "Got fatal error 1236 from source when reading data from binary log: the replica has more GTIDs than the source has, using the source's SERVER_UUID",
    };
  }
  return undefined;
}
