import type { Progress } from '../../local-cluster/progress.ts';
import { inWords } from '../../local-cluster/progress.ts';

const SILENCE_MS = 30_000;

/** A reporter that speaks up while a step takes its time, so that nobody wonders whether anything happens. */
export interface RemindingProgress extends Progress {
  /** Ends the reminders. */
  stop(): void;
}

/** Adds reminders of the steps under way to a reporter, whenever it was silent for half a minute. */
export function reminding(inner: Progress): RemindingProgress {
  const underWay = new Map<string, { since: number; estimate?: number }>();
  const remind = () => {
    if (underWay.size > 0)
      inner.say(`still at work: ${[...underWay].map(inProgress).join(', ')}`);
  };
  let timer = setInterval(remind, SILENCE_MS);
  const heard = () => {
    clearInterval(timer);
    timer = setInterval(remind, SILENCE_MS);
    timer.unref();
  };
  heard();
  return {
    begin(step, estimate) {
      underWay.set(step, { since: performance.now(), estimate });
      inner.begin(step, estimate);
      heard();
    },
    end(step, seconds) {
      underWay.delete(step);
      inner.end(step, seconds);
      heard();
    },
    say(line) {
      inner.say(line);
      heard();
    },
    stop: () => clearInterval(timer),
  };
}

function inProgress([step, { since, estimate }]: [
  string,
  { since: number; estimate?: number },
]): string {
  const sofar = inWords((performance.now() - since) / 1000);
  return estimate === undefined
    ? `${step} (${sofar})`
    : `${step} (${sofar} of about ${inWords(estimate)})`;
}
