import { LoggerService } from '@backstage/backend-plugin-api';

/** Says what is wrong once, however often it is tried, until it is over or something else is wrong. */
export class Complaints {
  private readonly said = new Map<string, string>();

  constructor(private readonly logger: Pick<LoggerService, 'warn'>) {}

  /** @param about - of what, where something may be wrong with several */
  say(sentence: string, about = ''): void {
    if (this.said.get(about) === sentence) return;
    this.said.set(about, sentence);
    this.logger.warn(sentence);
  }

  /** @returns whether there was anything to complain of */
  end(about = ''): boolean {
    return this.said.delete(about);
  }
}
