/** From the program's name to the end of the sentence or of the brackets. */
const COMMAND = /\b(?:kubectl|npm run|mysqlbinlog) (?:(?!\.(?:\s|$)|\)).)+/g;

/** The commands in a sentence of the engine, whole ones only: what has an ellipsis in it can’t be run. */
export function commandsIn(sentence: string): string[] {
  return [...sentence.matchAll(COMMAND)]
    .map(([command]) => command.trim())
    .filter(command => !command.includes('…'));
}
