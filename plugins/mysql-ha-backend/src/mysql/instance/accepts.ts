import { Session } from '../connection';
import { MySqlError } from '../MySqlError';

/** Whether a login is let in; what keeps it from being tried is thrown. */
export async function accepts(logIn: () => Promise<Session>): Promise<boolean> {
  try {
    (await logIn()).drop();
    return true;
  } catch (error) {
    const kind = error instanceof MySqlError ? error.failure.kind : undefined;
    // A server that is closed to clients says so to who knows the password.
    if (kind === 'denied' || kind === 'offline') return kind === 'offline';
    throw error;
  }
}
