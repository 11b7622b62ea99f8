import { Call } from '../connection';

/** Whether a connection is still there, killed or not. */
export async function isConnected(call: Call, id: number): Promise<boolean> {
  const rows = await call.query(
    'SELECT 1 FROM performance_schema.threads WHERE PROCESSLIST_ID = ?',
    [id],
  );
  return rows.length > 0;
}
