import { Call } from '../connection';

/** Turns semi-sync on with this count, or off (0). Lowering it while a commit waits acknowledges that commit. */
export async function setSemiSyncSource(
  call: Call,
  waitFor: number,
): Promise<void> {
  if (waitFor > 0) {
    await call.query(
      'SET GLOBAL rpl_semi_sync_source_wait_for_replica_count = ?, GLOBAL rpl_semi_sync_source_enabled = ON',
      [waitFor],
    );
  } else {
    await call.query('SET GLOBAL rpl_semi_sync_source_enabled = OFF');
  }
}
