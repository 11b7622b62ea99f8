import { BinaryLog, GtidSet } from '../mysql';
import { gtids } from '../observe/__testUtils__/gtids';
import { judgeBinaryLogs, lackOldest, LogKeeping } from './judgeBinaryLogs';
import { Reader } from './Reader';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** Files of 256 MiB with ten transactions each; the last one is written. */
const files = (count: number, first = 0): readonly BinaryLog[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `binlog.${first + i + 1}`,
    bytes: i === count - 1 ? MIB : 256 * MIB,
    begins: first + i === 0 ? GtidSet.EMPTY : gtids(`a:1-${(first + i) * 10}`),
  }));

const reader = (name: string, holds?: string): Reader => ({
  name,
  holds: holds === undefined ? undefined : gtids(holds),
});
const CURRENT = reader('orders-1', 'a:1-1000');

const judge = (
  freeGib: number,
  readers: readonly Reader[],
  more: Partial<LogKeeping> = {},
) =>
  judgeBinaryLogs({
    disk: { freeBytes: freeGib * GIB, totalBytes: 10 * GIB },
    logs: files(9),
    readers,
    stuck: new Set(readers.map(({ name }) => name)),
    commitWaits: false,
    ...more,
  });

/** What is done, in words. */
function inWords(...given: Parameters<typeof judge>): string {
  const { act, heldBack } = judge(...given);
  const held = heldBack
    ? `; ${heldBack.bytes / MIB} MiB stay for ${heldBack.by.join(', ')}`
    : '';
  switch (act.do) {
    case 'Purge': {
      const givenUp = act.givenUp.map(({ name }) => name).join(', ');
      return `purge to ${act.to}${givenUp && `, giving up ${givenUp}`}${held}`;
    }
    case 'Rotate':
      return `rotate${held}`;
    default:
      return `nothing${held}`;
  }
}

describe('judgeBinaryLogs on a volume of 10 GiB', () => {
  it.each<[string, Parameters<typeof judge>, string]>([
    ['with space enough everything stays', [2.6, [CURRENT]], 'nothing'],
    [
      'where it gets tight only as much goes as is needed',
      [2.4, [CURRENT]],
      'purge to binlog.2',
    ],
    ['more goes where more is missing', [1.6, [CURRENT]], 'purge to binlog.5'],
    [
      'the file that is written stays, however little is left',
      [0, [CURRENT]],
      'purge to binlog.9',
    ],
    [
      'a file stays that a replica has not received whole',
      [1.6, [CURRENT, reader('orders-2', 'a:1-25')]],
      'purge to binlog.3; 512 MiB stay for orders-2',
    ],
    [
      'one that was never heard of by this operator may need everything',
      [1.6, [CURRENT, reader('orders-2')]],
      'nothing; 1024 MiB stay for orders-2',
    ],
    [
      'two hold it back',
      [1.6, [reader('orders-1', 'a:1-3'), reader('orders-2', 'a:1-4')]],
      'nothing; 1024 MiB stay for orders-1, orders-2',
    ],
    [
      'one that lacks what is purged already holds nothing back',
      [2.4, [CURRENT, reader('orders-2', 'a:1-5')], { logs: files(9, 3) }],
      'purge to binlog.5',
    ],
    [
      'somebody behind is not given up while there is some space',
      [0.6, [CURRENT, reader('orders-2', 'a:1-5')]],
      'nothing; 2048 MiB stay for orders-2',
    ],
    [
      'before the disk is full he is',
      [0.4, [CURRENT, reader('orders-2', 'a:1-5')]],
      'purge to binlog.9, giving up orders-2',
    ],
    [
      'of two the one that needs the oldest is given up, and the other one is not',
      [0.4, [reader('orders-1', 'a:1-35'), reader('orders-2', 'a:1-5')]],
      'purge to binlog.4, giving up orders-2',
    ],
    [
      'two that need the same file both are',
      [0.4, [reader('orders-1', 'a:1-6'), reader('orders-2', 'a:1-5')]],
      'purge to binlog.9, giving up orders-1, orders-2',
    ],
    [
      'one that may be only a moment behind is not',
      [0.4, [CURRENT, reader('orders-2', 'a:1-5')], { stuck: new Set() }],
      'nothing; 2048 MiB stay for orders-2',
    ],
    [
      'nobody is given up where something else can go',
      [0.4, [CURRENT, reader('orders-2', 'a:1-15')]],
      'purge to binlog.2; 1792 MiB stay for orders-2',
    ],
    [
      'a large current file is closed where nothing can go',
      [1, [CURRENT], { logs: [{ ...files(1)[0], bytes: 2 * GIB }] }],
      'rotate',
    ],
    [
      'but not while a commit waits: nothing more would be written',
      [
        1,
        [CURRENT],
        { logs: [{ ...files(1)[0], bytes: 2 * GIB }], commitWaits: true },
      ],
      'nothing',
    ],
    [
      'a small one is left alone',
      [1, [CURRENT], { logs: files(1) }],
      'nothing',
    ],
    ['without replicas nobody needs any', [1.6, []], 'purge to binlog.5'],
  ])('%s', (_, given, words) => {
    expect(inWords(...given)).toBe(words);
  });

  it('knows who lacks something of the oldest file', () => {
    const readers = [CURRENT, reader('orders-2', 'a:1-9'), reader('orders-3')];
    expect(lackOldest(files(9), readers)).toEqual(['orders-2', 'orders-3']);
    expect(lackOldest(files(9), [reader('orders-2', 'a:1-10')])).toEqual([]);
    expect(lackOldest(files(1), readers)).toEqual([]);
  });

  it('purges no file of which nobody knows where it begins', () => {
    const logs = files(9).map((log, i) =>
      i < 3 ? log : { ...log, begins: undefined },
    );
    expect(inWords(0, [CURRENT], { logs })).toBe('purge to binlog.3');
  });
});
