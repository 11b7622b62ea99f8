import { clusterSpecSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { recoverability } from './recoverability';

const range = (earliest: string, latest: string) => ({ earliest, latest });
const spec = clusterSpecSchema.parse({ backup: { locationName: 'store' } });
const view = (now?: ReturnType<typeof range> | object) => ({
  ...{ place: 'bucket backups', recoverability: now },
});

describe('recoverability', () => {
  const before = range('a', 'b');

  it('is what the archiver says, and what it said last while a new operator has not heard it', () => {
    const now = range('a', 'c');
    const archive = view(now);
    expect(recoverability({ spec, archive }, before)).toEqual({
      ...now,
      locationName: 'store',
    });
    expect(recoverability({ spec, archive: view() }, before)).toBe(before);
    expect(recoverability({ spec }, before)).toBe(before);
  });

  it.each([
    ['of the same location', 'store', true],
    ['that an engine of before wrote', undefined, true],
    ['of a location from which the archive was moved', 'old', false],
  ])('is what it said last %s: %s, %s', (_, locationName, holds) => {
    const last = { ...before, locationName };
    for (const archive of [undefined, view()])
      expect(recoverability({ spec, archive }, last)).toBe(
        holds ? last : undefined,
      );
  });

  it('is nothing where there is nothing to begin with, or no archive any more', () => {
    const archive = view({});
    expect(recoverability({ spec, archive }, before)).toBeUndefined();
    const without = clusterSpecSchema.parse({});
    expect(recoverability({ spec: without }, before)).toBeUndefined();
  });
});
