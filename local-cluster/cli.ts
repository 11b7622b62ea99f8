import { Remediable, messageOf } from './errors.ts';
import { lines } from './progress.ts';
import { up } from './up.ts';

const progress = lines(line => process.stderr.write(`${line}\n`));
try {
  const [verb] = process.argv.slice(2);
  if (verb === 'up') console.log(await up({ progress }));
} catch (failure) {
  process.stderr.write(`${messageOf(failure)}\n`);
  if (!(failure instanceof Remediable)) console.error(failure);
  process.exitCode = failure instanceof Remediable ? 2 : 1;
}
