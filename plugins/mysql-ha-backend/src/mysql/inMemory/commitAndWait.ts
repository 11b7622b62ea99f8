import { Caller } from './Caller';
import { MysqldProcess } from './MysqldProcess';
import { MySqlWorld } from './MySqlWorld';
import { Change } from './Transaction';

/** Commits for an operator; resolves when the commit returned. */
export function commitAndWait(
  caller: Caller,
  world: MySqlWorld,
  process: MysqldProcess,
  change: Change,
): Promise<void> {
  const superUser = change.kind !== 'heartbeat';
  if (process.superReadOnly || (process.readOnly && !superUser)) {
    throw caller.error(
      'other',
      'ER_OPTION_PREVENTS_STATEMENT',
      'The MySQL server is running with the --super-read-only option',
    );
  }
  if (!process.disk.hasSchema && !superUser) {
    throw caller.error(
      'other',
      'ER_NO_SUCH_TABLE',
      "Table 'mysqlha.heartbeat' doesn't exist",
    );
  }
  return new Promise((resolve, reject) => {
    const session = {
      ordinary: !superUser,
      acknowledged: resolve,
      cut: () =>
        reject(
          caller.error('reset', 'PROTOCOL_CONNECTION_LOST', 'Connection lost'),
        ),
    };
    process.whenSpace(
      () => process.commit(change, session, world.clock.now()),
      session,
    );
    world.settle();
  });
}
