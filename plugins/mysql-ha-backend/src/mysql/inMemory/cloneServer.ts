import { ReplicationSource } from '../types';
import { Caller } from './Caller';
import { MysqldProcess } from './MysqldProcess';
import { MySqlWorld } from './MySqlWorld';
import { Server } from './Server';

/** How often a clone looks again whether the commits of its donor still wait, in milliseconds. */
const LOOK_MS = 250;

/**
 * CLONE INSTANCE: wipes the recipient first, and restarts its mysqld at the end, which it does not reach before the
 * donor's commits that wait for an acknowledgement. `offline_mode` does not cut it off: its account may stay.
 */
export async function cloneServer(
  world: MySqlWorld,
  caller: Caller,
  server: Server,
  process: MysqldProcess,
  donor: ReplicationSource,
): Promise<void> {
  const source = world.lookUp(server, donor.host);
  if (source.state !== 'found') {
    throw caller.error(
      'other',
      'ER_CLONE_DONOR',
      `Clone Donor Error: connect to ${donor.host}`,
    );
  }
  server.disk.wipe();
  server.clone = { startedAt: world.clock.now() };
  world.settle();
  await world.clock.sleep(world.timings.clone);
  while (
    process.alive &&
    source.process.alive &&
    source.process.semiSync.waitingSessions > 0
  ) {
    await world.clock.sleep(LOOK_MS);
  }
  server.clone = undefined;
  if (!process.alive) {
    throw caller.error(
      'reset',
      'PROTOCOL_CONNECTION_LOST',
      'Connection lost during CLONE',
    );
  }
  if (!source.process.alive) {
    throw caller.error(
      'other',
      'ER_CLONE_DONOR',
      `Clone Donor Error: ${donor.host} went away`,
    );
  }
  world.clones += 1;
  server.disk.becomeCopyOf(source.process.disk, source.process.executed);
  world.end(server, { code: 0 }, true);
}
