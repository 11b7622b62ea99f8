import { MySqlError, NOT_COMMANDING } from '../mysql';
import { Step } from '../plan';
import { ActContext } from './ActContext';

/**
 * Closes an instance. One that can't be closed by SQL, because its disk or an account statement hangs, is closed by its
 * supervisor, which ends mysqld after 3 s.
 */
export async function fence(
  { instance: name, drained }: Extract<Step, { do: 'Fence' }>,
  context: ActContext,
): Promise<void> {
  try {
    await context.instance(name).fence({ drained });
  } catch (error) {
    if (!(error instanceof MySqlError)) throw error;
    if (!(await hangs(name, error, context))) throw error;
    context.logger.warn(
      `${name} can’t be closed by SQL, so its supervisor is asked to: ${error.message}`,
    );
    await context.supervisor(name).fence();
  }
}

/**
 * Whether SQL does not get through. Whose commanding connection was cut while an account statement waits can't log in for
 * another one; where the lock can be taken, all is read again before the next try.
 */
async function hangs(
  name: string,
  { failure }: MySqlError,
  context: ActContext,
): Promise<boolean> {
  if (failure.kind === 'timeout') return true;
  if (failure.code !== NOT_COMMANDING) return false;
  context.assertAuthority();
  try {
    await context.instance(name).takeCommand();
    return false;
  } catch (error) {
    return error instanceof MySqlError && error.failure.kind === 'timeout';
  }
}
