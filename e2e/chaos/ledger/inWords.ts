/** How many examples of one kind are named. */
const EXAMPLES = 5;

/** Transactions of which one thing is said, in a sentence; nothing when there are none. */
export function inWords(keys: readonly string[], what: string): string[] {
  if (keys.length === 0) return [];
  const examples = keys.slice(0, EXAMPLES).join(', ');
  const more = keys.length > EXAMPLES ? ', …' : '';
  return [`${keys.length} transactions (${examples}${more}) ${what}`];
}
