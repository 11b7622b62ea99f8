import { MySqlError } from '../MySqlError';

/** Whether mysqld answered with one of these errors, by name: https://dev.mysql.com/doc/mysql-errors/9.7/en/. */
export function isServerError(
  error: unknown,
  ...codes: readonly string[]
): boolean {
  return error instanceof MySqlError && codes.includes(error.failure.code);
}
