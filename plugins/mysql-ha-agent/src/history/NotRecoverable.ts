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
    super([why, ...inWords(nearest)].join(' '));
  }
}

function inWords({ before, after }: NearestPoints): readonly string[] {
  if (before !== undefined)
    return [
      `${before} is the nearest moment before that it can be restored to${
        after === undefined ? '' : `, ${after} the nearest one after`
      }.`,
    ];
  return after === undefined
    ? []
    : [`${after} is the first moment that it can be restored to.`];
}
