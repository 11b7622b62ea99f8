/** Moments that can be restored, near to one that can’t. @public */
export interface NearestPoints {
  /** RFC 3339. */
  readonly before?: string;
  /** RFC 3339. */
  readonly after?: string;
}

/** What was asked for can’t be restored; nothing was changed. @public */
export class NotRecoverable extends Error {
  override readonly name = 'NotRecoverable';

  constructor(why: string, readonly nearest: NearestPoints = {}) {
    const { before, after } = nearest;
    const points = [
      before &&
        `${before} is the nearest moment before that it can be restored to`,
      after && `${after} the nearest one after`,
    ].filter(Boolean);
    super(
      [why, points.length > 0 && `${points.join(', ')}.`]
        .filter(Boolean)
        .join(' '),
    );
  }
}
