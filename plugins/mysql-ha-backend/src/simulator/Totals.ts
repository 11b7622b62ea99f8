import { Outcome } from './Outcome';

/** What many runs covered together. */
export class Totals {
  schedules = 0;
  readonly sums: Record<string, number> = {};
  readonly faults: Record<string, number> = {};
  /** The longest time from mending to health, in virtual milliseconds. */
  slowestHealingMs = 0;
  /** What the processors worked, in milliseconds. */
  cpuMs = 0;
  readonly failures: Outcome[] = [];

  add(outcome: Outcome): void {
    const { faults, healedAfterMs = 0, ...counted } = outcome.covered;
    this.schedules += 1;
    addTo(this.sums, counted);
    addTo(this.faults, faults);
    this.slowestHealingMs = Math.max(this.slowestHealingMs, healedAfterMs);
    if (outcome.violation) this.failures.push(outcome);
  }

  /** Takes up what another process covered. */
  merge(other: Omit<Totals, 'add' | 'merge' | 'describe'>): void {
    this.schedules += other.schedules;
    addTo(this.sums, other.sums);
    addTo(this.faults, other.faults);
    this.slowestHealingMs = Math.max(
      this.slowestHealingMs,
      other.slowestHealingMs,
    );
    this.cpuMs += other.cpuMs;
    this.failures.push(...other.failures);
  }

  /** In lines that a person reads. */
  describe(): readonly string[] {
    const { events, acknowledged, failovers, switchovers, clones, virtualMs } =
      this.sums;
    const { besides, sprung } = this.sums;
    return [
      `${this.schedules} schedules, ${events} events, ${acknowledged} commits acknowledged`,
      `${besides} plans ran beside a loop; at ${sprung} of their steps the operator was hurt`,
      `${failovers} failovers, ${switchovers} switchovers, ${clones} clones, ${Math.round(
        virtualMs / 3_600_000,
      )} hours of virtual time; the slowest took ${
        this.slowestHealingMs / 1000
      } s to heal`,
      `faults: ${Object.entries(this.faults)
        .sort(([, a], [, b]) => b - a)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ')}`,
    ];
  }
}

function addTo(
  sums: Record<string, number>,
  more: Readonly<Record<string, number>>,
): void {
  for (const [name, count] of Object.entries(more)) {
    sums[name] = (sums[name] ?? 0) + count;
  }
}
