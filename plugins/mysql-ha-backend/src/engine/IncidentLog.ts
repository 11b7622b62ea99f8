import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { Clock } from '../clock';
import { IncidentIntent } from '../plan';

type Draft = Omit<Incident, 'term' | 'outageMs'> & {
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
      this.draft = { ...this.draft, to: intent.to ?? this.draft.to };
      return;
    }
    this.draft = {
      kind: intent.kind,
      startedAt: new Date(now).toISOString(),
      from: intent.from,
      to: intent.to,
      cause: intent.cause,
      waitedFor: intent.waitedFor,
      evidence: [...intent.evidence],
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

  /** Ends it. */
  close(term: number): Incident | undefined {
    if (!this.draft) return undefined;
    const { downSince, writableAt, ...incident } = this.draft;
    this.draft = undefined;
    return {
      ...incident,
      term,
      outageMs: writableAt ? Math.round(writableAt - downSince) : undefined,
    };
  }

  discard(): void {
    this.draft = undefined;
  }
}
