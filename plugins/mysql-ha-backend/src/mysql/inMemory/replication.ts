import { ReplicationSource } from '../types';
import { Caller } from './Caller';
import { Connection, CONNECTION_LOST } from './Connection';
import { MysqldProcess } from './MysqldProcess';
import { MySqlWorld } from './MySqlWorld';
import { Server } from './Server';

/** ER_SERVER_REPLICA_AM_INIT_REPOSITORY, as performance_schema says it; a client is told 1872. */
const HALF_MADE = 13_124;

interface Scene {
  readonly world: MySqlWorld;
  readonly caller: Caller;
  readonly server: Server;
  readonly process: MysqldProcess;
}

/**
 * CHANGE REPLICATION SOURCE and a start. On a server that has no channel it makes one, of tables, which takes as long as
 * its disk does.
 */
export function followSource(
  scene: Scene,
  by: Connection,
  { host, port, user, password }: ReplicationSource,
  options: { readonly acknowledge: boolean },
): void | Promise<void> {
  const { process, server } = scene;
  const change = () => {
    process.disk.channel = { host, port, user, password };
    process.disk.sourceUuid = undefined;
    if (process.serves(by)) startReceiving(scene, options);
  };
  const takesMs = process.disk.channel ? 0 : server.pace.applyMs;
  return takesMs === 0
    ? change()
    : makeChannel(scene, by, takesMs).then(() => {
        change();
        scene.world.settle();
      });
}

/** START REPLICA, with the receiver connecting anew. */
export function startReceiving(
  scene: Scene,
  options: { readonly acknowledge: boolean },
): void {
  const { process, caller } = scene;
  process.receiver.stop();
  process.semiSyncReplicaEnabled = options.acknowledge;
  if (!process.disk.channel) {
    throw caller.error(
      'other',
      'ER_BAD_REPLICA',
      'The server is not configured as replica',
    );
  }
  assertMade(scene);
  process.receiver.start();
  process.applierOn = true;
}

/** START REPLICA SQL_THREAD, where there is a channel. */
export function startApplying(scene: Scene): void {
  const { process } = scene;
  if (!process.disk.channel) return;
  assertMade(scene);
  process.applierOn = true;
}

async function makeChannel(
  { world, caller, process }: Scene,
  by: Connection,
  takesMs: number,
): Promise<void> {
  process.beginChannel(by);
  await world.clock.sleep(takesMs);
  await world.until(() => !process.frozen || !process.alive);
  if (process.endChannel(by)) return;
  throw caller.error('reset', CONNECTION_LOST.code, CONNECTION_LOST.message);
}

function assertMade({ process, caller }: Scene): void {
  if (!process.channelIsHalfMade) return;
  const message =
    'Replica failed to initialize applier metadata structure from the repository';
  process.applierError = { code: HALF_MADE, message };
  throw caller.error('other', 'ER_REPLICA_AM_INIT_REPOSITORY', message);
}
