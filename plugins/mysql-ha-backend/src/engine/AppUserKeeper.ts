import { createHash } from 'node:crypto';
import { MySqlInstance } from '../mysql';

/** Keeps the application's user, database and password as its Secret says, on the primary. */
export class AppUserKeeper {
  private done?: string;

  /** Writes only when the primary, the term or the Secret changed since the last time. */
  async keep(
    login: { username: string; password: string; database: string },
    primary: string,
    term: number,
    mysql: MySqlInstance,
  ): Promise<void> {
    const mark = createHash('sha256')
      .update(JSON.stringify([login, primary, term]))
      .digest('hex');
    if (this.done === mark) return;
    await mysql.ensureAppUser(login);
    this.done = mark;
  }
}
