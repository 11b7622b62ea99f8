import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { IncidentIntent } from '../plan';

type Draft = Omit<Incident, 'term' | 'outageMs'> & {
  /** What is going to be done. */
  readonly planned: readonly string[];
  /** Wall clock at which writes stopped, as far as we saw it. */
  readonly downSince: number;
  writableAt?: number;
};

/** The record of the change of primary that is under way. */
export class IncidentLog {
  private draft?: Draft;

  constructor(private readonly clock: Clock) {}

  /** @param downForMs - for how long the primary had been silent before, in milliseconds */
  open(intent: IncidentIntent, downForMs: number): void {
    const now = this.clock.now();
    if (this.draft) {
      this.draft = joined(this.draft, intent);
      return;
    }
    this.draft = {
      kind: intent.kind,
      startedAt: new Date(now).toISOString(),
      from: intent.from,
      to: intent.to,
      cause: intent.cause,
      waitedFor: intent.waitedFor,
      transactionsLost: intent.transactionsLost,
      lostGtids: intent.lostGtids,
      operation: intent.operation,
      evidence: [...intent.evidence],
      planned: intent.planned ?? [],
      steps: [],
      downSince: now - downForMs,
    };
  }

  get kind(): Incident['kind'] | undefined {
    return this.draft?.kind;
  }

  note(name: string, durationMs: number, state: 'Done' | 'Failed'): void {
    if (!this.draft) return;
    const now = this.clock.now();
    this.draft.steps.push({
      name,
      startedAt: new Date(now - durationMs).toISOString(),
      durationMs: Math.round(durationMs),
      state,
    });
    if (state === 'Done' && name.startsWith('first commit')) {
      this.draft.writableAt = now;
    }
  }

  /** What was seen on the way, and what is known of the loss now. */
  learn(
    sentence: string,
    loss: Pick<IncidentIntent, 'transactionsLost' | 'lostGtids'> = {},
  ): void {
    if (!this.draft) return;
    const { evidence } = this.draft;
    this.draft = { ...this.draft, ...loss, evidence: [...evidence, sentence] };
  }

  /** What it is if it ends now; it stays open until it is kept, and then discarded. */
  ended(term: number): Incident | undefined {
    if (!this.draft) return undefined;
    const { downSince, writableAt, planned, ...incident } = this.draft;
    return {
      ...incident,
      steps: [...incident.steps, ...this.skipped(this.draft)],
      transactionsLost: incident.transactionsLost ?? lostUnasked(incident),
      term,
      outageMs: writableAt ? Math.round(writableAt - downSince) : undefined,
    };
  }

  /** What was planned and never begun. */
  private skipped({ planned, steps }: Draft): Incident['steps'] {
    const begun = new Set(steps.map(({ name }) => name));
    const startedAt = new Date(this.clock.now()).toISOString();
    return [...new Set(planned)]
      .filter(name => !begun.has(name))
      .map(name => ({ name, startedAt, state: 'Skipped' }));
  }

  discard(): void {
    this.draft = undefined;
  }
}

/** A later plan of the same change: what it knows better, or what the first one could not know. */
function joined(draft: Draft, intent: IncidentIntent): Draft {
  return {
    ...draft,
    from: draft.from ?? intent.from,
    to: intent.to ?? draft.to,
    waitedFor: intent.waitedFor ?? draft.waitedFor,
    transactionsLost: intent.transactionsLost ?? draft.transactionsLost,
    lostGtids: intent.lostGtids ?? draft.lostGtids,
    operation: intent.operation ?? draft.operation,
    planned: [...draft.planned, ...(intent.planned ?? [])],
  };
}

/**
 * Nothing that was acknowledged is lost where each commit was on another member, or on the one that goes on. What a rebuild
 * destroys is kept aside and named; whether a client was told of it a person may have decided.
 */
function lostUnasked({
  kind,
  waitedFor = 0,
}: Pick<Incident, 'kind' | 'waitedFor'>): number | undefined {
  if (kind === 'Rebuild') return undefined;
  return kind !== 'Failover' || waitedFor > 0 ? 0 : undefined;
}
