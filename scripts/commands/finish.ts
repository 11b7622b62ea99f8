import { Remediable, messageOf } from '../../local-cluster/errors.ts';

/**
 * Runs a command's body and ends the process: with what it returns, with 2 and one sentence for what the person can put
 * right, with 1 and everything that is known for the rest.
 */
export async function finish(body: () => Promise<number>): Promise<never> {
  try {
    process.exit(await body());
  } catch (failure) {
    process.stderr.write(`\n${messageOf(failure)}\n`);
    if (failure instanceof Remediable) process.exit(2);
    if (failure instanceof Error && process.env.DEBUG)
      process.stderr.write(`${failure.stack}\n`);
    process.exit(1);
  }
}
