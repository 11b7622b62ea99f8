import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from '../../../bench/report/environment';
import { writeReport } from '../../../bench/report/Report';
import { ROOT } from '../../stand';
import { RoundResult } from '../RoundResult';
import { Block, keptSchema, roundSchema } from './Block';
import { chaosPage } from './chaosPage';
import { codeOf } from './codeOf';

const KEPT = join(ROOT, 'bench/results/chaos.json');

/**
 * `bench/results/chaos.md`, over all runs that hurt the same code: each run adds a block of rounds. It is written after
 * each round, so that a run that is broken off does not lose what it found.
 */
export class ChaosReport {
  private readonly where = environment();
  private readonly code = codeOf();
  private readonly before = kept();
  private readonly rounds: Block['rounds'] = [];

  constructor(private readonly seed: number) {}

  /** Adds a round, and writes the page. */
  add(result: RoundResult): void {
    this.rounds.push(roundSchema.parse(result));
    const { date, commit } = this.where;
    const block: Block = {
      ...{ seed: this.seed, date, commit, code: this.code },
      rounds: this.rounds,
    };
    writeReport(
      'chaos',
      chaosPage([...this.before, block], this.code),
      this.where,
      'chaos',
    );
  }
}

function kept(): readonly Block[] {
  if (!existsSync(KEPT)) return [];
  return keptSchema.parse(JSON.parse(readFileSync(KEPT, 'utf8'))).figures
    .blocks;
}
