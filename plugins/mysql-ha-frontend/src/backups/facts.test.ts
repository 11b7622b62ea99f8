import {
  archived,
  backupsView,
  backupView,
  nothingYet,
  troubled,
} from '../../dev/backups';
import { ago, healthy } from '../../dev/clusters';
import { english } from '../../dev/english';
import { clock } from '../words';
import { factsOf } from './facts';

const cluster = healthy();
const proved = {
  ...cluster,
  status: {
    ...cluster.status,
    verification: { provedAt: ago(7_300), provedBackup: 'nightly-1' },
  },
};
const refuted = backupView('refuted', 60);

describe('the answers about backups', () => {
  it.each([
    [
      'an archive',
      archived(),
      proved,
      ['any second of the last 11 d', '5 h ago', '2 h ago', 'in 18 h'],
    ],
    [
      'an archive with a gap',
      {
        ...archived(),
        recoverability: {
          earliest: ago(7_300),
          latest: ago(1),
          gaps: [{ from: ago(3_600), to: ago(3_000), missing: '' }],
        },
      },
      cluster,
      ['any second of the last 2 h', '5 h ago', 'never', 'in 18 h'],
    ],
    [
      'backups alone',
      troubled(),
      cluster,
      ['the moment of 1 backup', '5 d ago', 'never', 'none is scheduled'],
    ],
    [
      'nothing',
      nothingYet(),
      cluster,
      ['nothing yet', 'none yet', 'never', 'none is scheduled'],
    ],
    [
      'a backup whose restore showed that it is of no use',
      backupsView({
        backups: [
          {
            ...refuted,
            status: {
              ...refuted.status,
              verification: { phase: 'Refuted' as const, startedAt: ago(30) },
            },
          },
        ],
      }),
      cluster,
      ['nothing yet', 'none yet', 'never', 'none is scheduled'],
    ],
    [
      'only what a cluster of the same name elsewhere saved in a shared place',
      backupsView({
        backups: [
          {
            ...refuted,
            status: { ...refuted.status, origin: 'other/orders' },
          },
        ],
      }),
      cluster,
      ['nothing yet', 'none yet', 'never', 'none is scheduled'],
    ],
  ])('with %s', (_, view, of, words) => {
    const facts = factsOf(view, of, Date.now(), english);
    expect(facts.map(each => each.words)).toEqual(words);
  });

  it('say when and by which backup it was proved', () => {
    const facts = factsOf(archived(), proved, Date.now(), english);
    const { provedAt = '' } = proved.status.verification;
    expect(facts[2].detail).toBe(`${clock(provedAt, Date.now())} · nightly-1`);
  });

  it('say a gap beside the range', () => {
    const [recoverable] = factsOf(
      {
        ...archived(),
        recoverability: {
          earliest: ago(7_300),
          latest: ago(1),
          gaps: [{ from: ago(3_600), to: ago(3_000), missing: '' }],
        },
      },
      cluster,
      Date.now(),
      english,
    );
    expect(recoverable).toMatchObject({
      tone: 'note',
      detail: expect.stringMatching(/ – .*, except for 1 gap$/),
    });
  });

  it('never alarm: what is missing may be wanted so', () => {
    for (const { tone } of factsOf(
      nothingYet(),
      cluster,
      Date.now(),
      english,
    )) {
      expect(tone).toBe('note');
    }
  });
});
