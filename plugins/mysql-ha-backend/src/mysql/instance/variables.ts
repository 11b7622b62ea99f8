import { escapeId } from 'mysql2';
import { Call } from '../connection';
import { isServerError } from './isServerError';

const UNITS: Readonly<Record<string, bigint>> = {
  '': 1n,
  K: 1024n,
  M: 1024n ** 2n,
  G: 1024n ** 3n,
  T: 1024n ** 4n,
  P: 1024n ** 5n,
  E: 1024n ** 6n,
};

/** Global values, as text. */
export async function readVariables(
  call: Call,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (names.length === 0) {
    return {};
  }
  const rows = await call.query(
    'SELECT VARIABLE_NAME AS name, VARIABLE_VALUE AS value FROM performance_schema.global_variables WHERE VARIABLE_NAME IN (?)',
    [names],
  );
  return Object.fromEntries(
    rows.map(({ name, value }) => [String(name), String(value)]),
  );
}

/** SET GLOBAL, with values as my.cnf writes them. */
export async function setVariable(
  call: Call,
  name: string,
  value: string,
): Promise<'set' | 'static'> {
  try {
    await set(call, name, asNumber(value) ?? value);
    return 'set';
  } catch (error) {
    // ER_INCORRECT_GLOBAL_LOCAL_VAR: "is a read only variable".
    if (isServerError(error, 'ER_INCORRECT_GLOBAL_LOCAL_VAR')) {
      return 'static';
    }
    throw error;
  }
}

/** A string variable may hold what looks like a number. */
async function set(
  call: Call,
  name: string,
  value: number | bigint | string,
): Promise<void> {
  const statement = `SET GLOBAL ${escapeId(name)} = ?`;
  try {
    await call.query(statement, [value]);
  } catch (error) {
    if (
      typeof value === 'string' ||
      !isServerError(error, 'ER_WRONG_TYPE_FOR_VAR')
    ) {
      throw error;
    }
    await call.query(statement, [String(value)]);
  }
}

/** my.cnf allows `64M`; SET doesn't. */
function asNumber(value: string): number | bigint | undefined {
  const size = /^(\d+)([KMGTPE]?)$/i.exec(value);
  if (size) {
    return BigInt(size[1]) * UNITS[size[2].toUpperCase()];
  }
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
