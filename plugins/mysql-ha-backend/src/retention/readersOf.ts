import { ARCHIVER_UUID } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { GtidSet, MySqlFacts } from '../mysql';
import {
  ARCHIVE_AS_READER,
  holdings,
  InstanceSnapshot,
  membersOf,
  Snapshot,
} from '../observe';
import { Reader } from './Reader';

/** What else is known of instances, beside what they say of themselves now. */
export interface Remembered {
  /** What a donor held when the clone of it began: the copy holds that at least. */
  readonly cloned: ReadonlyMap<string, GtidSet>;
  /** What an instance held by the status, which outlives the operator. */
  readonly shown: ReadonlyMap<string, GtidSet>;
}

/**
 * Who may have to read a server's binary logs: everybody else, since each may follow each one day, and the archive, which
 * is read from whoever has what it lacks. An instance that is to be filled anyway, or that nobody wants any more, needs
 * none. Pure.
 */
export function readersOf(
  snapshot: Snapshot,
  server: string,
  remembered: Remembered,
): readonly Reader[] {
  return [
    ...snapshot.instances
      .filter(({ name }) => name !== server)
      .flatMap(instance => reader(snapshot, instance, remembered) ?? []),
    ...archiver(snapshot),
  ];
}

/** The archive may need everything while it is not known what it holds. */
function archiver({ spec, archive }: Snapshot): readonly Reader[] {
  return spec.backup?.archiveBinlogs && !spec.externalSource
    ? [
        {
          name: ARCHIVE_AS_READER,
          uuid: ARCHIVER_UUID,
          holds: archive?.holds,
        },
      ]
    : [];
}

function reader(
  snapshot: Snapshot,
  instance: InstanceSnapshot,
  { cloned, shown }: Remembered,
): Reader | undefined {
  const { name } = instance;
  const isMember = membersOf(snapshot).includes(name);
  if (!instance.wanted && !isMember) return undefined;
  const uuid = lastFacts(instance)?.serverUuid;
  if (instance.task) return { name, uuid, holds: cloned.get(name) };
  const facts = lastFacts(instance);
  const holds = facts ? holdings(facts) : shown.get(name);
  if (holds?.isEmpty() && snapshot.recorded.endedBootstrap) return undefined;
  // One that was never heard of is new, and will be filled; unless the record knows it.
  return holds || isMember ? { name, uuid, holds } : undefined;
}

function lastFacts({ mysql }: InstanceSnapshot): MySqlFacts | undefined {
  switch (mysql.state) {
    case 'reachable':
      return mysql.facts;
    case 'unreachable':
      return mysql.last;
    default:
      return undefined;
  }
}
