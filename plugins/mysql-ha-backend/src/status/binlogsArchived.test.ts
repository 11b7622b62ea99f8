import { clusterSpecSchema } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ArchiveView } from '../observe';
import { binlogsArchived } from './binlogsArchived';

const asked = { backup: { locationName: 'store' } };
const archive = (more: Partial<ArchiveView> = {}): ArchiveView => ({
  ...{ place: 'bucket backups', source: 'orders-1', backups: 1 },
  ...more,
});
const told = (
  given: ArchiveView | undefined,
  input: Parameters<typeof clusterSpecSchema.parse>[0] = asked,
  before?: Parameters<typeof binlogsArchived>[1],
) => {
  const spec = clusterSpecSchema.parse(input);
  const found = binlogsArchived({ spec, archive: given }, before);
  return found && `${found.status} ${found.reason}: ${found.message}`;
};

describe('binlogsArchived', () => {
  it('is not spoken of where nobody asks for an archive', () => {
    expect(told(undefined, {})).toBeUndefined();
    expect(
      told(archive(), {
        backup: { locationName: 'store', archiveBinlogs: false },
      }),
    ).toBeUndefined();
  });

  it.each([
    [
      'goes on',
      archive(),
      'True Archived: What is committed is in bucket backups within seconds, read from orders-1.',
    ],
    [
      'goes on, and there is nothing to begin with',
      archive({ backups: 0 }),
      'True Archived: What is committed is in bucket backups within seconds, read from orders-1. No moment can be restored before there is a backup of all databases to begin with: make one.',
    ],
    [
      'goes on after a gap',
      archive({
        recoverability: { gaps: [{ from: 'a', to: 'b', missing: 'u:1' }] },
      }),
      'True Archived: What is committed is in bucket backups within seconds, read from orders-1. Not every moment can be restored: status.recoverability.gaps has those between which transactions are missing.',
    ],
    [
      'is stopped',
      archive({
        trouble: { reason: 'Waiting', message: 'No.', next: 'make it so.' },
      }),
      'False Waiting: No. Next: make it so.',
    ],
    [
      'is being started',
      archive({ source: undefined }),
      'Unknown NotBegun: The archiver is being started.',
    ],
    [
      'has not begun',
      undefined,
      'Unknown NotBegun: The archiver has not begun yet.',
    ],
  ])('tells of one that %s', (_, given, words) => {
    expect(told(given)).toBe(words);
  });

  it('stays what it was until a new operator has heard of it, and is unknown while the cluster sleeps', () => {
    const before: Parameters<typeof binlogsArchived>[1] = {
      type: 'BinlogsArchived',
      status: 'True',
      ...{ reason: 'Archived', message: 'As before.' },
      lastTransitionTime: '2026-01-01T00:00:00Z',
    };
    expect(told(undefined, asked, before)).toBe('True Archived: As before.');
    expect(told(archive({ source: undefined }), asked, before)).toBe(
      'True Archived: As before.',
    );
    expect(told(archive(), { ...asked, hibernate: true }, before)).toMatch(
      /^Unknown Hibernated: The cluster sleeps/,
    );
  });
});
