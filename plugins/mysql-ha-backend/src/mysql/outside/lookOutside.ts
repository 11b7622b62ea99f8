import { z } from 'zod';
import { Clock } from '../../clock';
import { DirectTransport, Session } from '../connection';
import { GtidSet } from '../gtid';
import { OutsideFacts } from '../facts';
import { ReplicationSource } from '../types';

const CONNECT_MS = 3_000;
const QUERY_MS = 3_000;

const row = z.object({
  serverUuid: z.string(),
  version: z.string(),
  gtidMode: z.string(),
  gtidExecuted: z.string(),
  gtidPurged: z.string(),
  clone: z.coerce.number(),
});

/** All of it may be asked by anybody who may log in: a user for replication has no further privilege. */
const QUERY = `SELECT @@global.server_uuid AS serverUuid, @@global.version AS version,
  @@global.gtid_mode AS gtidMode, @@global.gtid_executed AS gtidExecuted, @@global.gtid_purged AS gtidPurged,
  (SELECT COUNT(*) FROM information_schema.PLUGINS
    WHERE PLUGIN_NAME = 'clone' AND PLUGIN_STATUS = 'ACTIVE') AS clone`;

/**
 * Logs in at a MySQL outside, as a replica would, and asks what decides whether it can be followed.
 * @throws MySqlError
 */
export async function lookOutside(
  { host, port, user, password, tls = true }: ReplicationSource,
  clock: Clock,
): Promise<OutsideFacts> {
  const session = await Session.open({
    instance: host,
    address: { namespace: '', pod: host, podIp: host, port },
    login: { user, password },
    transport: new DirectTransport(CONNECT_MS),
    clock,
    connectTimeoutMs: CONNECT_MS,
    lockWaitSeconds: 1,
    plain: !tls,
  });
  try {
    const [first] = await session.query(QUERY, { deadlineMs: QUERY_MS });
    const { clone, gtidExecuted, gtidPurged, ...facts } = row.parse(first);
    return {
      ...facts,
      gtidExecuted: GtidSet.parse(gtidExecuted),
      gtidPurged: GtidSet.parse(gtidPurged),
      givesClones: clone > 0,
    };
  } finally {
    session.drop();
  }
}
