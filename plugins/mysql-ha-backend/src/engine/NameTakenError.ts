/** An object that the cluster needs is there already and is somebody else's. */
export class NameTakenError extends Error {
  constructor(
    message: string,
    /** It goes by itself, so nobody has to do anything. */
    readonly passes: boolean,
  ) {
    super(message);
    this.name = 'NameTakenError';
  }
}
