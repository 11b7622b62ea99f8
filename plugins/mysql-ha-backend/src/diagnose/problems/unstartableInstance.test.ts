import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { inGroup } from '../__testUtils__/inGroup';

const MIB = 1024 ** 2;

describe('what is to be done for an instance that can’t start', () => {
  const next = (message: string, freeBytes: number) =>
    inGroup(
      'SilentInstances',
      snapshotOf(3)
        .unreachable(2)
        .supervisor(2, 'Crashed', message, {
          disk: { freeBytes, totalBytes: 1024 * MIB },
        }).taken,
    ).map(finding => finding.next);

  it.each([
    ['its log tells', 'mysqld ended (code 1)', 500 * MIB, /^kubectl logs /],
    [
      'its disk is full, of which mysqld says what it could not write first',
      'mysqld ended (code 1): MYSQL_BIN_LOG::open_purge_index_file failed to open register file',
      0,
      /^raise spec\.storage\.size: /,
    ],
    [
      'its node has used up what mysqld needs',
      'io_setup() failed with EAGAIN',
      500 * MIB,
      /^sysctl -w fs\.aio-max-nr/,
    ],
  ])('%s', (_, message, freeBytes, said) => {
    expect(next(message, freeBytes)).toEqual([expect.stringMatching(said)]);
  });
});
