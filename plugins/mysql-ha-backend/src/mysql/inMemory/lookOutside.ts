import { OutsideFacts } from '../facts';
import { MySqlError } from '../MySqlError';
import { ReplicationSource } from '../types';
import { MySqlWorld } from './MySqlWorld';

/** What a server of the model says to a login from elsewhere. */
export function lookOutside(
  world: MySqlWorld,
  operator: string,
  { host, user, password }: ReplicationSource,
): OutsideFacts {
  const server = world.serverAt(host);
  const process = server?.process;
  if (!server || !process || !world.network.reaches(operator, server.name)) {
    throw new MySqlError(host, {
      kind: 'refused',
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED',
    });
  }
  const { outside, disk } = server;
  if (outside.password !== undefined && outside.password !== password) {
    throw new MySqlError(host, {
      kind: 'denied',
      code: 'ER_ACCESS_DENIED_ERROR',
      message: `Access denied for user '${user}' (using password: YES)`,
    });
  }
  return {
    serverUuid: disk.uuid,
    version: outside.version ?? '9.7.4',
    gtidMode: outside.gtidMode ?? 'ON',
    gtidExecuted: process.executed,
    gtidPurged: disk.purged,
    givesClones: true,
  };
}
