import { InputError } from '@backstage/errors';
import { Cron } from 'croner';

const SECOND_MS = 1_000;

/**
 * The moments that a cron expression means in a time zone. An hour that daylight saving skips or repeats fires once, if the
 * expression names it; what fires each hour does so in each hour that passes.
 */
export class Firings {
  private constructor(private readonly cron: Cron) {}

  /** @throws InputError with what is wrong in the expression or the zone */
  static of(schedule: string, timeZone: string): Firings {
    if (!isTimeZone(timeZone))
      throw new InputError(
        `timeZone ${timeZone} is none of the IANA database: set a name such as Europe/Berlin, or UTC.`,
      );
    try {
      return new Firings(new Cron(schedule, { timezone: timeZone }));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new InputError(
        `schedule “${schedule}” is no cron expression (${words.replace(
          /^CronPattern: /,
          '',
        )}): set five fields such as “30 2 * * *”, or @daily.`,
      );
    }
  }

  /** The next one; undefined for an expression that names no day there is. */
  after(moment: Date): Date | undefined {
    return this.cron.nextRun(moment) ?? undefined;
  }

  /** The newest one that is not later than this. */
  upTo(moment: Date): Date | undefined {
    // Whole seconds, and the one that has just begun counts.
    const end = Math.floor(moment.getTime() / SECOND_MS + 1) * SECOND_MS;
    return this.cron.previousRuns(1, new Date(end))[0];
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}
