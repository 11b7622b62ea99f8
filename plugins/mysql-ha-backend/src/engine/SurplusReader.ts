import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Clock } from '../clock';
import { Finding, judgeSurplus, ProblemCode } from '../diagnose';
import { GtidSet, Supervisor } from '../mysql';
import { factsOf, instanceNamed, Snapshot } from '../observe';

/** How long to wait until a supervisor is asked again that did not answer, or is too old to know, in milliseconds. */
const AGAIN_MS = 30_000;

/** Findings of an instance that holds what the primary does not. */
const HOLDS_MORE: ReadonlySet<ProblemCode> = new Set([
  'DivergedReplica',
  'ErrantTransactions',
]);

interface Answer {
  /** Which transactions of which server were asked about. */
  readonly of: string;
  readonly askedAt: number;
  readonly pending?: true;
  readonly heartbeats?: GtidSet;
}

/**
 * Has it read what transactions are that an instance holds alone, where a person would have to decide about them: those of
 * the engine itself need no decision. Their binary logs may be long, so nobody waits for the answer.
 */
export class SurplusReader {
  private readonly answers = new Map<string, Answer>();

  constructor(
    private readonly options: {
      readonly clock: Clock;
      readonly logger: LoggerService;
      /** @throws when the instance has no address now */
      readonly supervisor: (
        instance: string,
      ) => Pick<Supervisor, 'heartbeatsAmong'>;
      /** There is an answer. */
      readonly onChange: () => void;
    },
  ) {}

  /** Those of the transactions that the instance holds alone that are known to be heartbeats of the engine. */
  heartbeats(instance: string): GtidSet | undefined {
    return this.answers.get(instance)?.heartbeats;
  }

  /** Asks about what these findings leave to a person, and forgets what none of them is about. */
  consider(snapshot: Snapshot, findings: readonly Finding[]): void {
    const held = findings.filter(({ code }) => HOLDS_MORE.has(code));
    for (const name of [...this.answers.keys()]) {
      // Once it was rebuilt, its next transactions get the same numbers again.
      if (!held.some(f => f.instance === name)) this.answers.delete(name);
    }
    for (const { instance = '', recovery } of held) {
      const facts = factsOf(instanceNamed(snapshot, instance));
      const surplus = facts && judgeSurplus(snapshot, facts);
      if (recovery || !surplus?.related) continue;
      const alone = surplus.left.union(surplus.errant);
      void this.askIfDue(instance, `${facts?.serverUuid} ${alone}`, alone);
    }
  }

  private async askIfDue(
    instance: string,
    of: string,
    alone: GtidSet,
  ): Promise<void> {
    const { clock, logger, supervisor, onChange } = this.options;
    const before = this.answers.get(instance);
    const askedAt = clock.monotonic();
    if (before?.of === of) {
      const { pending, heartbeats } = before;
      if (pending || heartbeats || askedAt - before.askedAt < AGAIN_MS) return;
    }
    this.answers.set(instance, { of, askedAt, pending: true });
    let heartbeats: GtidSet | undefined;
    try {
      heartbeats = await supervisor(instance).heartbeatsAmong(alone);
    } catch (error) {
      logger.info(
        `What ${instance} holds alone can't be read: ${
          isError(error) ? error.message : error
        }`,
      );
    }
    // It may hold something else by now.
    if (this.answers.get(instance)?.of !== of) return;
    this.answers.set(instance, { of, askedAt, heartbeats });
    if (heartbeats) onChange();
  }
}
