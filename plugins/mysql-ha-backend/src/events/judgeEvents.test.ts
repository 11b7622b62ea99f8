import { RecordedEvent, ScheduledEvent } from '../mysql';
import { judgeEvents } from './judgeEvents';

const AT = '2026-01-01 12:00:00';
const LATER = '2026-01-01 12:00:01';

const event = (
  name: string,
  status: ScheduledEvent['status'],
  rest: Partial<ScheduledEvent> = {},
): ScheduledEvent => ({
  schema: 'shop',
  name,
  definer: 'shop@%',
  status,
  lastAltered: AT,
  over: false,
  ...rest,
});

const record = (
  name: string,
  enabled: boolean,
  lastAltered = AT,
): RecordedEvent => ({ schema: 'shop', name, lastAltered, enabled });

const judge = (
  events: readonly ScheduledEvent[],
  recorded: readonly RecordedEvent[] = [],
  witnesses: readonly ScheduledEvent[] = [],
) => judgeEvents({ events, scheduler: 'running' }, recorded, witnesses);

const OFF = 'REPLICA_SIDE_DISABLED';

describe('judgeEvents', () => {
  it('records what the owner of each event said, and leaves it so', () => {
    expect(
      judge([event('nightly', 'ENABLED'), event('paused', 'DISABLED')]),
    ).toEqual({
      settle: [],
      unknown: [],
      missed: [],
      record: [record('nightly', true), record('paused', false)],
      scheduler: 'leave',
    });
  });

  it('brings events of a new primary to what the record says, each with its definer', () => {
    const recorded = [record('nightly', true), record('paused', false)];
    const { settle, record: next } = judge(
      [event('nightly', OFF), event('paused', OFF, { definer: 'a@b@%' })],
      recorded,
    );
    expect(settle).toEqual([
      { schema: 'shop', name: 'nightly', definer: 'shop@%', enabled: true },
      { schema: 'shop', name: 'paused', definer: 'a@b@%', enabled: false },
    ]);
    expect(next).toEqual(recorded);
  });

  it('records nothing of the second that still lasts: another change in it would look the same', () => {
    const old = [record('nightly', true, AT)];
    const changed = event('nightly', 'DISABLED', {
      lastAltered: LATER,
      fresh: true,
    });
    expect(judge([changed], old).record).toEqual(old);
    expect(judge([event('new', 'ENABLED', { fresh: true })]).record).toEqual(
      [],
    );
    expect(judge([{ ...changed, fresh: false }], old).record).toEqual([
      record('nightly', false, LATER),
    ]);
  });

  it('brings what changed in the last moment to what is known of it all the same', () => {
    const { settle } = judge(
      [event('nightly', OFF, { fresh: true })],
      [record('nightly', true)],
    );
    expect(settle).toMatchObject([{ name: 'nightly', enabled: true }]);
  });

  it('believes no record of before the last change', () => {
    const {
      settle,
      unknown,
      record: next,
    } = judge(
      [event('nightly', OFF, { lastAltered: LATER })],
      [record('nightly', true)],
    );
    expect(settle).toEqual([]);
    expect(unknown.map(({ name }) => name)).toEqual(['nightly']);
    expect(next).toEqual([]);
  });

  it('believes a server that has the event as its owner left it, and none that is a replica too', () => {
    const mine = [event('nightly', OFF, { lastAltered: LATER })];
    const theirs = (status: ScheduledEvent['status'], lastAltered = LATER) =>
      judge(mine, [], [event('nightly', status, { lastAltered })]).settle.map(
        ({ enabled }) => enabled,
      );
    expect(theirs('ENABLED')).toEqual([true]);
    expect(theirs('DISABLED')).toEqual([false]);
    expect(theirs(OFF)).toEqual([]);
    expect(theirs('ENABLED', AT)).toEqual([]);
  });

  it('enables none whose time has passed: it may have run, and would run at once', () => {
    const { settle, missed } = judge(
      [event('once', OFF, { over: true }), event('ran', OFF, { over: true })],
      [record('once', true), record('ran', false)],
    );
    expect(missed.map(({ name }) => name)).toEqual(['once']);
    expect(settle).toMatchObject([{ name: 'ran', enabled: false }]);
  });

  it('forgets events that are gone', () => {
    expect(judge([], [record('gone', true)]).record).toEqual([]);
  });

  it.each([
    ['stopped', 'start'],
    ['running', 'leave'],
    ['disabled', 'leave'],
  ] as const)('a scheduler that is %s: %s', (scheduler, act) => {
    expect(judgeEvents({ events: [], scheduler }, [], []).scheduler).toBe(act);
  });
});
