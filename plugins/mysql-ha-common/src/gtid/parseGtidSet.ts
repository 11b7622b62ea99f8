import { InputError } from '@backstage/errors';
import { Interval, Intervals, normalise } from './intervals';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// https://dev.mysql.com/doc/refman/9.7/en/replication-gtids-concepts.html: a tag has at most 32 characters.
const TAG = /^[a-z_][a-z0-9_]{0,31}$/;
const INTERVAL = /^(\d{1,19})(?:-(\d{1,19}))?$/;
/** The highest transaction number that MySQL gives (2^63 - 2). */
const LAST_NUMBER = 2n ** 63n - 2n;

/**
 * Reads the text form of a GTID set into intervals by `uuid` or `uuid:tag`.
 * White space, capitals, repeated and empty elements are allowed, as MySQL allows them.
 *
 * @throws InputError that names the element which is wrong, and how it should look
 */
export function parseGtidSet(text: string): Map<string, Intervals> {
  const found = new Map<string, Interval[]>();
  for (const element of text.toLowerCase().split(',')) {
    const [uuid, ...parts] = element.split(':').map(part => part.trim());
    if (uuid === '' && parts.length === 0) {
      continue;
    }
    if (!UUID.test(uuid)) {
      throw unreadable(element, `'${uuid}' isn't a server UUID`);
    }
    readElement(element, uuid, parts, found);
  }
  return new Map(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, intervals]) => [key, normalise(intervals)]),
  );
}

/** Reads what follows the UUID: intervals without a tag first, then tags, each with its intervals. */
function readElement(
  element: string,
  uuid: string,
  parts: readonly string[],
  found: Map<string, Interval[]>,
): void {
  let key = uuid;
  let awaitsInterval = true;
  for (const part of parts) {
    if (TAG.test(part)) {
      if (awaitsInterval && key !== uuid) {
        throw unreadable(element, `the tag before '${part}' has no interval`);
      }
      key = `${uuid}:${part}`;
      awaitsInterval = true;
    } else {
      found.set(key, [...(found.get(key) ?? []), readInterval(element, part)]);
      awaitsInterval = false;
    }
  }
  if (awaitsInterval) {
    throw unreadable(element, 'it ends without an interval');
  }
}

function readInterval(element: string, text: string): Interval {
  const match = INTERVAL.exec(text);
  if (!match) {
    throw unreadable(element, `'${text}' is neither an interval nor a tag`);
  }
  const first = BigInt(match[1]);
  const last = match[2] === undefined ? first : BigInt(match[2]);
  if (first < 1n || last > LAST_NUMBER) {
    throw unreadable(element, `'${text}' isn't within 1 and ${LAST_NUMBER}`);
  }
  if (last < first) {
    throw unreadable(element, `'${text}' ends before it begins`);
  }
  return { first, last };
}

function unreadable(element: string, why: string): InputError {
  return new InputError(
    `GTID set element '${element.trim()}': ${why}; write it as <server UUID>[:<tag>]:<first>[-<last>][:…]`,
  );
}
