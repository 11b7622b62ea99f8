/**
 * What a statement is, for a person, without what may be secret in it. The engine's look at a server is a long list of
 * variables, of which the first words say nothing.
 */
export function statementInWords(sql: string): string {
  const words = sql.trim().split(/\s+/, 3);
  return words[1]?.startsWith('@@') ? 'reading its state' : words.join(' ');
}
