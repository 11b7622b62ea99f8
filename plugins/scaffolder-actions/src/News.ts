import { MysqlHaApiError } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** What a {@link News} needs. */
export interface NewsOptions<T> {
  ask: () => Promise<T>;
  /** What is to be said of a state, by subject. */
  lines: (state: T) => Map<string, string>;
  log: (line: string) => void;
}

/** Asks how something is, and logs of the answer what is new. */
export class News<T> {
  static of<T>(options: NewsOptions<T>): News<T> {
    return new News(options);
  }

  private told = new Map<string, string>();
  private away = false;

  private constructor(private readonly options: NewsOptions<T>) {}

  /** The state now, with news logged; undefined while Kubernetes is away. */
  async look(): Promise<T | undefined> {
    const { ask, lines, log } = this.options;
    let state: T;
    try {
      state = await ask();
    } catch (error) {
      if (!(error instanceof MysqlHaApiError) || error.status !== 503) {
        throw error;
      }
      if (!this.away) log(error.message);
      this.away = true;
      return undefined;
    }
    this.away = false;
    const said = lines(state);
    for (const [subject, line] of said) {
      if (this.told.get(subject) !== line) log(line);
    }
    this.told = said;
    return state;
  }
}
