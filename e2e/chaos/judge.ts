import { Incident } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Holds what the engine did in a round against what it should have made of the fault, by its own record.
 * @returns what is wrong
 */
export type Judge = (incidents: readonly Incident[]) => string | undefined;

/** What the first of several finds. */
export function each(...judges: readonly Judge[]): Judge {
  return incidents =>
    judges.map(judge => judge(incidents)).find(wrong => wrong !== undefined);
}

/** The primary must have been replaced, for this reason first of all. */
export function replacedBecause(cause: RegExp): Judge {
  return incidents => {
    const [first] = changes(incidents);
    if (!first) return 'the engine replaced nobody';
    return cause.test(first.cause)
      ? undefined
      : `the engine saw another cause: ${first.cause}`;
  };
}

/** The primary may have been replaced, for this reason alone. */
export function replacedOnlyBecause(cause: RegExp): Judge {
  return incidents => {
    const other = changes(incidents).find(change => !cause.test(change.cause));
    return other && `the engine replaced ${other.from}: ${other.cause}`;
  };
}

/** Nobody may have been replaced. */
export const nobodyReplaced: Judge = replacedOnlyBecause(/^(?!)/);

/** Nobody may have been replaced, and nobody filled anew. */
export const nothingDone: Judge = each(nobodyReplaced, incidents => {
  const rebuild = incidents.find(({ kind }) => kind === 'Rebuild');
  return rebuild && `the engine filled ${rebuild.to} anew: ${rebuild.cause}`;
});

/** An instance must have been filled anew. */
export const somebodyRebuilt: Judge = incidents =>
  incidents.some(({ kind }) => kind === 'Rebuild')
    ? undefined
    : 'the engine filled nobody anew';

/** Changes of primary, the earliest first. */
function changes(incidents: readonly Incident[]): readonly Incident[] {
  return incidents
    .filter(({ kind }) => kind !== 'Rebuild')
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}
