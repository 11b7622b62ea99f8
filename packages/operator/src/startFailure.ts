import { isError } from '@backstage/errors';

/**
 * Why the operator could not come up, for whoever started it.
 * The framework wraps what happened in an error for each service that waited for it.
 */
export function startFailure(error: unknown): string {
  const taken = causes(error).find(
    ({ code, message }) =>
      code === 'EADDRINUSE' || message.includes('EADDRINUSE'),
  );
  if (taken) {
    const [address = 'its port'] = /\S+:\d+/.exec(taken.message) ?? [];
    return `The operator did not start, and looks after no cluster: another program listens on ${address}. End that one, or choose another port with MYSQLHA_OPERATOR_PORT.`;
  }
  const last = causes(error).at(-1);
  return `The operator did not start, and looks after no cluster: ${
    last?.message ?? String(error)
  }`;
}

interface Cause {
  readonly code?: unknown;
  readonly message: string;
}

function causes(error: unknown): readonly Cause[] {
  if (!isError(error)) return [];
  return [error, ...causes(error.cause)];
}
