/** A program ended otherwise than well. @public */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';

  /**
   * @param fromOutside - it can’t be started, or somebody killed it, as the kernel does for want of memory: that says nothing of
   * what it worked on
   */
  constructor(
    program: string,
    how: string,
    words: string,
    readonly fromOutside = false,
  ) {
    super(
      `${program} ${how}: ${words.trim().slice(-2000) || 'it said nothing'}`,
    );
  }
}
