import { runProgram, takeReports } from '../runner';
import { Figures, measure } from './measure';
import { parseOptions } from './options';
import { reportOf } from './reportOf';

/** What one operator process costs, by the number of its clusters; without a Kubernetes. */
async function main(args: readonly string[]): Promise<number> {
  const { sizes, quick } = parseOptions(args);
  const take = async (say: (line: string) => void) => {
    const figures: Figures[] = [];
    for (const size of sizes) {
      const measured = await measure(size, quick, say);
      say(JSON.stringify(measured));
      figures.push(measured);
    }
    return reportOf(figures);
  };
  const due = { name: 'engine-cost', command: 'bench:engine-cost', take };
  return takeReports([due], { quick });
}

runProgram(main);
