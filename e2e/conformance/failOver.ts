import type { Mysqld } from './mysqld';
import { type Trio, acknowledge, connectedReplicas } from './trio';

/** Kills the primary and makes a replica the next one, as the engine does; the other one follows it. */
export async function failOver(trio: Trio): Promise<Mysqld> {
  const [winner, other] = trio.replicas;
  await trio.primary.kill();
  await winner.run('STOP REPLICA', 'RESET REPLICA ALL');
  await other.run('STOP REPLICA', 'RESET REPLICA ALL');
  await acknowledge(other, true);
  await other.follow(winner);
  await winner.run(
    'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count=1',
    'SET GLOBAL rpl_semi_sync_source_enabled=ON',
  );
  await connectedReplicas(winner, 1);
  await winner.run(
    'SET GLOBAL super_read_only=OFF',
    'SET GLOBAL read_only=OFF',
  );
  return winner;
}
