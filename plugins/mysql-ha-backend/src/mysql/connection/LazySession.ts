import { Session } from './Session';

/** A session that is opened when it is first needed, and again when it was lost. */
export class LazySession {
  private session?: Session;
  private opening?: Promise<Session>;

  /** @param open - opens a new one */
  constructor(private readonly open: () => Promise<Session>) {}

  /** The present session, or a new one; callers at the same time share the attempt. */
  async get(): Promise<Session> {
    if (this.session?.isOpen) {
      return this.session;
    }
    this.opening ??= this.open()
      .then(session => {
        this.session = session;
        return session;
      })
      .finally(() => {
        this.opening = undefined;
      });
    return this.opening;
  }

  /** Ends it, also when it is being opened. */
  async drop(): Promise<void> {
    await this.opening?.catch(() => undefined);
    this.session?.drop();
  }
}
