import { freePort } from '../e2e/cluster/freePort';
import { OperatorProcess } from '../e2e/cluster/operatorProcess';
import { until } from '../e2e/cluster/until';
import { Bench } from './Bench';
import { Report } from './report/Report';
import { summaryOf } from './report/summary';
import { seconds } from './seconds';

const ROUNDS = 10;
/** Longer than this nobody should have to wait. */
const LIMIT_SECONDS = 20;

/** How long clusters are without an operator when one of two is killed, or ends in good order. */
export const operatorTakeover: Bench = async (
  stand,
  { quick, rounds = ROUNDS, say },
): Promise<Report> => {
  await stand.stopOperator();
  const count = quick ? 1 : rounds;
  const operators = [await started('0')];
  const raw: { killedMs: number; stoppedMs: number }[] = [];
  try {
    for (let round = 0; round < count; round++) {
      const killedMs = await without(`${round}-killed`, o => o.kill());
      const stoppedMs = await without(`${round}-stopped`, o => o.stop());
      raw.push({ killedMs, stoppedMs });
      say(
        `round ${round + 1}: ${seconds(killedMs)} killed, ${seconds(
          stoppedMs,
        )} stopped`,
      );
    }
  } finally {
    await Promise.all(operators.map(operator => operator.stop()));
  }
  const row = (name: string, figures: readonly number[]) => {
    const { min, p50, p95, max } = summaryOf(figures);
    return [name, ...[min, p50, p95, max].map(seconds)];
  };
  return {
    title: 'One operator of two ends',
    what: 'Two headless operators divide the shares of the clusters by their Leases. One of them ends, and the time is taken until the other one says that all shares are its own; then another one is started. One that is killed gives nothing back: its shares are taken when its Lease was not renewed in time. Aim: 5 s or less.',
    head: ['the operator', 'min', 'p50', 'p95', 'max'],
    rows: [
      row(
        'is killed (SIGKILL)',
        raw.map(({ killedMs }) => killedMs),
      ),
      row(
        'is stopped (SIGTERM)',
        raw.map(({ stoppedMs }) => stoppedMs),
      ),
    ],
    notes: [`${raw.length} rounds each, with no cluster to care for.`],
    raw,
  };

  /** Another one joins, and the one that was there ends. @returns after how many milliseconds the other one has all */
  async function without(
    name: string,
    end: (operator: OperatorProcess) => Promise<void>,
  ): Promise<number> {
    const leaving = operators.at(-1);
    const joining = await started(name);
    operators.push(joining);
    await until('they divide the clusters', () => divided(joining), {
      seconds: LIMIT_SECONDS,
    });
    const endsAt = performance.now();
    const ended = leaving && end(leaving);
    await until('the other one has all', () => joining.actsAlone, {
      seconds: LIMIT_SECONDS,
    });
    const took = performance.now() - endsAt;
    await ended;
    return took;
  }
};

async function started(name: string): Promise<OperatorProcess> {
  return OperatorProcess.start({
    identity: `bench-${process.pid}-${name}`,
    port: await freePort(),
  });
}

function divided(joining: OperatorProcess): boolean {
  return joining.isActing && !joining.actsAlone;
}
