import { messageOf } from '../../local-cluster/errors.ts';
import { inWords } from '../../local-cluster/progress.ts';
import type { Stage, StageResult } from './Stage.ts';
import type { TestBeds } from './TestBeds.ts';

/** A stage that is through. */
export interface Outcome extends StageResult {
  readonly stage: string;
  readonly seconds: number;
}

/** Runs stages one after the other, what they stand on being made beside the first of them. */
export class TestRun {
  static create(
    beds: TestBeds,
    print: (line: string) => void,
    signal: AbortSignal,
  ): TestRun {
    return new TestRun(beds, print, signal);
  }

  private readonly beds: TestBeds;
  private readonly print: (line: string) => void;
  private readonly signal: AbortSignal;

  private constructor(
    beds: TestBeds,
    print: (line: string) => void,
    signal: AbortSignal,
  ) {
    this.beds = beds;
    this.print = print;
    this.signal = signal;
  }

  /** Runs them all; none keeps the next from running. */
  async run(stages: readonly Stage[]): Promise<Outcome[]> {
    this.beds.begin(stages);
    const outcomes: Outcome[] = [];
    for (const stage of stages) {
      // What brings up a cluster of its own gets the room of this one.
      if (stage.needs === 'room') await this.beds.end();
      if (this.signal.aborted) break;
      outcomes.push(await this.runOne(stage));
    }
    return outcomes;
  }

  private async runOne(stage: Stage): Promise<Outcome> {
    const start = performance.now();
    const reminder = setInterval(() => {
      const sofar = inWords((performance.now() - start) / 1000);
      this.print(`… ${stage.name.padEnd(14)} for ${sofar}`);
    }, 60_000);
    const result = await this.resultOf(stage).finally(() =>
      clearInterval(reminder),
    );
    const seconds = (performance.now() - start) / 1000;
    const failed = result.failures.length;
    this.print(
      `${failed ? '✗' : '✓'} ${stage.name.padEnd(
        14,
      )}${`${result.passed}`.padStart(6)} passed${
        failed ? `, ${failed} failed` : ''
      }  ${inWords(seconds)}`,
    );
    return { stage: stage.name, seconds, ...result };
  }

  private async resultOf(stage: Stage): Promise<StageResult> {
    try {
      const result = await stage.run(await this.beds.of(stage));
      if (result.passed > 0 || result.failures.length > 0) return result;
      return failed('There are no tests in this stage.');
    } catch (failure) {
      return failed(`The stage could not run: ${messageOf(failure)}`);
    }
  }
}

function failed(message: string): StageResult {
  return { passed: 0, failures: [{ test: 'the stage itself', message }] };
}
