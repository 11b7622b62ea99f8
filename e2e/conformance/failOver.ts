import type { Mysqld } from './mysqld';
import { type Trio, lead } from './trio';

/** Kills the primary and makes a replica the next one, as the engine does; the other one follows it. */
export async function failOver(trio: Trio): Promise<Mysqld> {
  const [winner, other] = trio.replicas;
  await trio.primary.kill();
  await winner.run('STOP REPLICA', 'RESET REPLICA ALL');
  await other.run('STOP REPLICA', 'RESET REPLICA ALL');
  await lead(winner, [other]);
  return winner;
}
