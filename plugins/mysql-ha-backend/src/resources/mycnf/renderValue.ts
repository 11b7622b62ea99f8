/** What needs no quotes in an option file. */
const PLAIN = /^[A-Za-z0-9_.,:;/+*=@%()-]*$/;

/** Whether a value can stand in an option file. */
export function isRenderable(value: string): boolean {
  return (
    !/[\p{Cc}\u2028\u2029]/u.test(value) &&
    !(value.includes('"') && value.includes("'"))
  );
}

/**
 * A value as it stands in an option file: in quotes where a space or a `#` would end it, with backslashes doubled
 * (https://dev.mysql.com/doc/refman/9.7/en/option-files.html).
 * @throws RangeError for a value that `isRenderable` refuses
 */
export function renderValue(value: string): string {
  if (!isRenderable(value)) {
    throw new RangeError(
      'a value of my.cnf must stand on one line and may hold one kind of quotes',
    );
  }
  if (PLAIN.test(value)) return value;
  const quote = value.includes('"') ? "'" : '"';
  return `${quote}${value.replaceAll('\\', '\\\\')}${quote}`;
}
