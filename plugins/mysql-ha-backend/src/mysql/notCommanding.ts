import { MySqlError } from './MySqlError';

/** `failure.code` of a command that was given without holding the commanding lock: take it again, and read everything again. */
export const NOT_COMMANDING = 'MYSQLHA_NOT_COMMANDING';

/** The commanding connection was never opened, was lost, or another operator ended it. */
export function notCommanding(instance: string): MySqlError {
  return new MySqlError(instance, {
    kind: 'other',
    code: NOT_COMMANDING,
    message:
      'this operator does not hold the commanding lock; take command and read again what another may have changed',
  });
}
