/** A method of backup would leave data out, or could not bring them back. @public */
export class NotCopied extends Error {
  override readonly name = 'NotCopied';

  /** @param why - what can’t be copied, and how to change that */
  constructor(why: string) {
    super(`${why} Nothing was saved.`);
  }
}
