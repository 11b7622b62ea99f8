import { ManualClock } from '../../kubernetes/memory';
import { ArchiveState } from './ArchiveState';

const UUID = '3e11fa47-71ca-11e1-9e33-c80aa9429562';
const TROUBLE = { reason: 'NotRunning', message: 'No image.', next: 'get it.' };

function stage() {
  const clock = new ManualClock();
  const state = new ArchiveState(clock, 'bucket backups');
  const follows = (more: { behindMs?: number } = {}) =>
    state.note({
      ...{ state: 'Following', source: 'orders-1', term: 3, chapter: 'c1' },
      ...{ gtidSet: `${UUID}:1-9`, archivedTo: '2026-05-01T12:00:00.000000Z' },
      ...more,
    });
  const waits = () => state.note({ state: 'Waiting', message: 'No primary.' });
  const after = async (seconds: number) => {
    await clock.advance(seconds * 1000);
    return state.view().trouble?.reason;
  };
  return { state, follows, waits, after };
}

describe('ArchiveState', () => {
  it('knows what the archive holds, and from whom', () => {
    const { state, follows } = stage();
    follows();
    const { source, holds, trouble } = state.view();
    expect([source, holds?.toString(), trouble]).toEqual([
      ...['orders-1', `${UUID}:1-9`, undefined],
    ]);
  });

  it('lets a failover pass, and tells of what lasts', async () => {
    const { state, follows, waits, after } = stage();
    follows();
    waits();
    expect(await after(29)).toBeUndefined();
    expect(await after(2)).toBe('Waiting');
    expect(state.view().trouble?.message).toBe(
      'The binary log does not get into bucket backups: No primary.',
    );
    follows();
    expect(await after(0)).toBeUndefined();
  });

  it('tells of one that falls behind, and of one that says nothing', async () => {
    const { follows, after } = stage();
    follows();
    follows({ behindMs: 20_000 });
    expect(await after(31)).toBeUndefined();
    follows({ behindMs: 45_000 });
    expect(await after(31)).toBe('Behind');
    follows();
    expect(await after(59)).toBeUndefined();
    expect(await after(2)).toBe('Silent');
  });

  it('tells of one that does not begin, that does not run, that ended', async () => {
    const { state, after } = stage();
    expect(await after(20)).toBeUndefined();
    expect(await after(11)).toBe('NotBegun');
    state.note({ error: 'Another archiver goes on.' });
    expect(await after(0)).toBe('Ended');
    state.notRunning(TROUBLE);
    expect(await after(0)).toBe('NotRunning');
    state.notRunning(undefined);
    expect(await after(0)).toBe('Ended');
  });

  it('tells at once of what no archiver can run without', async () => {
    const { state, follows, after } = stage();
    follows();
    state.refuse({ ...TROUBLE, reason: 'SecretMissing' });
    expect(await after(0)).toBe('SecretMissing');
    state.refuse(undefined);
    expect(await after(0)).toBeUndefined();
  });

  it('tells when it is not known for long what can be restored', async () => {
    const { state, follows, after } = stage();
    const unknown = () =>
      state.note({ state: 'Unknown', message: 'No right to list.' });
    unknown();
    for (let minute = 0; minute < 3; minute++) {
      follows();
      expect(await after(25)).toBeUndefined();
      follows();
      expect(await after(34)).toBeUndefined();
      unknown();
    }
    follows();
    expect(await after(4)).toBe('RangeUnknown');
    state.note({ state: 'Recoverable', gaps: [], backups: 0, ranges: [] });
    expect(await after(0)).toBeUndefined();
  });
});
