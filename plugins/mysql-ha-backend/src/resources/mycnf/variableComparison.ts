const SIZES: Readonly<Record<string, bigint>> = {
  '': 1n,
  K: 2n ** 10n,
  M: 2n ** 20n,
  G: 2n ** 30n,
  T: 2n ** 40n,
  P: 2n ** 50n,
  E: 2n ** 60n,
};

const BOOLEANS: Readonly<Record<string, string>> = {
  ON: '1',
  TRUE: '1',
  YES: '1',
  OFF: '0',
  FALSE: '0',
  NO: '0',
};

/** Words of sql_mode that stand for several: the server shows the word and what it stands for. */
const SQL_MODE_GROUPS = new Set(['ANSI', 'TRADITIONAL']);

/**
 * Whether a variable already has the value that my.cnf asks for, although the server writes it in another way: `128M` is
 * `134217728`, `ON` is `1`, the order of a list and the case of a word mean nothing.
 *
 * A server may also settle for another value than it was asked for (the buffer pool in whole chunks, a limit in whole
 * blocks): that is not the same here, so whoever sets variables remembers what was answered, or tries for ever.
 */
export function isSameValue(
  name: string,
  wanted: string,
  running: string,
): boolean {
  if (wanted.trim() === running.trim()) return true;
  const [left, right] = [normal(wanted), normal(running)];
  if (left === right) return true;
  if (name === 'sql_mode') return isSameSqlMode(left, right);
  // A bare word is no list: 'a,b' against 'b,a' is one.
  return left.includes(',') && words(left).join() === words(right).join();
}

/**
 * The number that a value of my.cnf stands for: `1G` is 1073741824.
 * @returns undefined when it is no whole number
 */
export function parseSize(value: string): number | undefined {
  const number = size(value.trim().toUpperCase());
  return number === undefined ? undefined : Number(number);
}

function normal(value: string): string {
  const text = value.trim().toUpperCase();
  if (text === 'NULL') return '';
  return BOOLEANS[text] ?? size(text) ?? decimal(text) ?? text;
}

function size(text: string): string | undefined {
  const match = /^([+-]?[0-9]+)([KMGTPE]?)$/.exec(text);
  return match ? String(BigInt(match[1]) * SIZES[match[2]]) : undefined;
}

function decimal(text: string): string | undefined {
  return /^[+-]?[0-9]*\.[0-9]+$/.test(text) ? String(Number(text)) : undefined;
}

function isSameSqlMode(wanted: string, running: string): boolean {
  const [left, right] = [words(wanted), words(running)];
  if (!left.every(word => right.includes(word))) return false;
  return (
    left.length === right.length || left.some(word => SQL_MODE_GROUPS.has(word))
  );
}

function words(list: string): string[] {
  return [...new Set(list.split(',').map(word => word.trim()))]
    .filter(word => word !== '')
    .sort();
}
