import {
  archived,
  backupsView,
  backupView,
  nothingYet,
  troubled,
} from '../../dev/backups';
import { ago } from '../../dev/clusters';
import { english } from '../../dev/english';
import { lineOf } from './lineOf';

const failed = backupView('failed', 60);

describe('backups in a line of the overview', () => {
  it.each([
    [
      'all is well',
      archived(),
      'good',
      [
        'the last good one 5 h ago',
        'any second of the last 11 d can be restored',
      ],
    ],
    [
      'nothing is backed up, which somebody may have wanted so',
      nothingYet(),
      'note',
      ['none yet', 'no backup is scheduled'],
    ],
    [
      'a store refuses while one is on its way',
      troubled(),
      'warn',
      [
        'the last good one 5 d ago',
        'one is being made',
        'the place store can’t be used',
        'no backup is scheduled',
      ],
    ],
    [
      'the newest one failed',
      backupsView({
        backups: [
          {
            ...failed,
            status: { ...failed.status, phase: 'Failed' as const },
          },
          backupView('before', 7_200),
        ],
        schedules: archived().schedules,
      }),
      'warn',
      ['the last good one 1 h ago', 'the newest one failed'],
    ],
    [
      'the archive stands still',
      {
        ...archived(),
        recoverability: { earliest: ago(86_400), latest: ago(7_200) },
      },
      'good',
      [
        'the last good one 5 h ago',
        'any second of 22 h, up to 2 h ago can be restored',
      ],
    ],
    [
      'the only schedule is suspended',
      {
        ...archived(),
        recoverability: undefined,
        schedules: archived().schedules.map(each => ({
          ...each,
          spec: { ...each.spec, suspend: true },
        })),
      },
      'note',
      ['the last good one 5 h ago', 'no backup is scheduled'],
    ],
  ])('%s', (_, view, tone, parts) => {
    expect(lineOf(view, Date.now(), english)).toEqual({ tone, parts });
  });
});
