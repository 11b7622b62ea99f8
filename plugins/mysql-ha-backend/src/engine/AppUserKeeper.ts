import { createHash } from 'node:crypto';
import { Clock } from '../clock';
import { MySqlInstance } from '../mysql';

/** How often the login is tried although nothing changed here: somebody may change it by hand. In milliseconds. */
const AGAIN_MS = 30_000;

/** Keeps the application's user, database and password as its Secret says, on the primary. */
export class AppUserKeeper {
  private done?: { readonly mark: string; readonly at: number };

  constructor(private readonly clock: Clock) {}

  /** Whether it was seen to at least once: before, the application can't log in. */
  get isReady(): boolean {
    return this.done !== undefined;
  }

  /** Looks when the primary, the term or the Secret changed, and from time to time; writes only what is not as it should be. */
  async keep(
    login: { username: string; password: string; database: string },
    primary: string,
    term: number,
    mysql: MySqlInstance,
  ): Promise<void> {
    const mark = createHash('sha256')
      .update(JSON.stringify([login, primary, term]))
      .digest('hex');
    const now = this.clock.monotonic();
    if (this.done?.mark === mark && now - this.done.at < AGAIN_MS) return;
    await mysql.ensureAppUser(login);
    this.done = { mark, at: now };
  }
}
