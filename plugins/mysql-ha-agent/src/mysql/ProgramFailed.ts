/** A program ended otherwise than well. @public */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';

  constructor(program: string, how: string, words: string) {
    super(
      `${program} ${how}: ${words.trim().slice(-2000) || 'it said nothing'}`,
    );
  }
}
