/** Random bytes; injected, so that what is made of them can be tested. */
export type RandomBytes = (count: number) => Uint8Array;

/** The longest password of a replication user (https://dev.mysql.com/doc/refman/9.7/en/change-replication-source-to.html). */
const LONGEST_SYSTEM = 32;

/**
 * 168 random bits, and one character of each class that validate_password may ask for. Nothing in it needs quoting in SQL,
 * in a URI or in a shell.
 */
export function generatePassword(random: RandomBytes): string {
  return `${Buffer.from(random(21)).toString('base64url')}aA1-`;
}

/** Printable text on one line: what MySQL, bootstrap.sql and a URI can all carry. */
const USABLE = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** The password that stands in a Secret, or a new one when there is none or one that can’t be used. */
export function keepOrGenerate(
  existing: string | undefined,
  random: RandomBytes,
): string {
  return existing !== undefined && USABLE.test(existing)
    ? existing
    : generatePassword(random);
}

/** The same for a system user, whose password must be fit for replication. */
export function keepOrGenerateSystem(
  existing: string | undefined,
  random: RandomBytes,
): string {
  const usable = existing !== undefined && existing.length <= LONGEST_SYSTEM;
  return keepOrGenerate(usable ? existing : undefined, random);
}
