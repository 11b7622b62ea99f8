/** Hears what is being done and how long it took. */
export interface Progress {
  /** A step begins; `estimate` in seconds when it is worth saying. */
  begin(step: string, estimate?: number): void;
  /** A step ended well. */
  end(step: string, seconds: number): void;
  /** Something worth a line. */
  say(line: string): void;
}

/** A reporter that hears and keeps silent. */
export const silent: Progress = { begin() {}, end() {}, say() {} };

/**
 * Writes a line per step with the time since the start, and remarks on the ones that take long.
 *
 * @param write - gets whole lines without their end
 */
export function lines(write: (line: string) => void): Progress {
  const start = performance.now();
  const stamp = () =>
    `${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`;
  return {
    begin(step, estimate) {
      // Only what keeps a person waiting deserves two lines.
      if (estimate !== undefined && estimate >= 5) {
        write(`${stamp()}  … ${step}, about ${inWords(estimate)}`);
      }
    },
    end(step, seconds) {
      write(
        `${stamp()}  ✓ ${step}${seconds >= 1 ? ` (${inWords(seconds)})` : ''}`,
      );
    },
    say(line) {
      write(`${stamp()}  ${line}`);
    },
  };
}

/** Runs one step and reports its begin and end. */
export async function step<T>(
  progress: Progress,
  name: string,
  work: () => Promise<T>,
  estimate?: number,
): Promise<T> {
  const start = performance.now();
  progress.begin(name, estimate);
  const result = await work();
  progress.end(name, (performance.now() - start) / 1000);
  return result;
}

/** 42 → `42 s`, 200 → `3 min 20 s`. */
export function inWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60)
    return seconds < 10 ? `${seconds.toFixed(1)} s` : `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
