import { mysqldOf } from '../../cluster/mysqldProcess';
import { until } from '../../cluster/until';
import { Arena } from '../Arena';
import { Scenario } from '../Scenario';
import { takesWrites } from '../servers/takesWrites';

/** It is alone after 3 s and cuts its clients off; longer than this, and it never does. */
const CLOSED_SECONDS = 120;

/** The old primary runs on in the dark, with whatever clients are there with it, until it closes by itself. */
export const partitionPrimary: Scenario = {
  name: 'partition',
  what: 'the primary’s node is cut off the network, until the primary refuses its clients by itself',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 4,
  short: true,
  inject: async arena => {
    const heal = await arena.cutOff(arena.primary);
    return async () => {
      try {
        await until(
          `${arena.primary} refuses clients by itself`,
          () => refusesClients(arena),
          { seconds: CLOSED_SECONDS },
        );
      } finally {
        await heal();
      }
    };
  },
};

/** By its own word, which may take a while on a busy machine; one whose mysqld was ended serves nobody either. */
async function refusesClients(arena: Arena): Promise<boolean> {
  const { database, sessions, primary } = arena;
  try {
    const session = await sessions.open(primary);
    try {
      return !(await takesWrites(session));
    } finally {
      session.destroy();
    }
  } catch {
    return mysqldOf(database.namespace, primary) === undefined;
  }
}
