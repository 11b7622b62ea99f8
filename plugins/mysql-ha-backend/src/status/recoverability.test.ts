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
    expect(recoverability({ spec, archive }, before)).toBe(now);
    expect(recoverability({ spec, archive: view() }, before)).toBe(before);
    expect(recoverability({ spec }, before)).toBe(before);
  });

  it('is nothing where there is nothing to begin with, or no archive any more', () => {
    const archive = view({});
    expect(recoverability({ spec, archive }, before)).toBeUndefined();
    const without = clusterSpecSchema.parse({});
    expect(recoverability({ spec: without }, before)).toBeUndefined();
  });
});
