import { ClusterSpecInput } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { diagnose } from '../diagnose';

const TROUBLE = {
  reason: 'Waiting',
  message: 'The binary log does not get into bucket backups: no such bucket.',
  next: 'put right what it names.',
};
const asked: ClusterSpecInput = { backup: { locationName: 'store' } };
const found = (
  builder: ReturnType<typeof snapshotOf>,
  { trouble }: { trouble?: typeof TROUBLE } = { trouble: TROUBLE },
) =>
  diagnose({
    ...builder.taken,
    archive: { place: 'bucket backups', trouble },
  }).flatMap(({ code, severity, message, next }) =>
    code === 'BinlogsNotArchived' ? [{ severity, message, next }] : [],
  );

describe('binlogsNotArchived', () => {
  it('says what is in the way, and what to do', () => {
    const { message, next } = TROUBLE;
    expect(found(snapshotOf(3).spec(asked))).toEqual([
      { severity: 'warning', message, next },
    ]);
  });

  it('says so also while something worse is the matter', () => {
    expect(found(snapshotOf(3).spec(asked).dead(0))).toHaveLength(1);
  });

  it('says nothing while all is well, or where nobody asks for an archive, or where one sleeps', () => {
    expect(found(snapshotOf(3).spec(asked), {})).toEqual([]);
    expect(found(snapshotOf(3))).toEqual([]);
    expect(found(snapshotOf(3).spec({ ...asked, hibernate: true }))).toEqual(
      [],
    );
  });
});
