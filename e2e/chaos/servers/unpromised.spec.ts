import { expect, test } from '@playwright/test';
import { Sample } from './Sample';
import { unpromised } from './unpromised';

function sample(at: number, state: Partial<Sample>): Sample {
  return {
    instance: 'a',
    askedAt: at,
    answeredAt: at + 5,
    uuid: 'uuid of a',
    writable: true,
    semiSync: true,
    waitFor: 1,
    clients: 1,
    ...state,
  };
}

const alone = { semiSync: false };
const found = [
  'a took writes without waiting for anybody at 0.10 s of the round',
];

test.describe('A server that waits for nobody', () => {
  const cases: [string, readonly Sample[], readonly string[]][] = [
    ['is found', [sample(0, alone), sample(100, alone)], found],
    [
      'is found when it waits for a count of none',
      [sample(0, { waitFor: 0 }), sample(100, { waitFor: 0 })],
      found,
    ],
    [
      'is none when it takes no writes',
      [
        sample(0, { ...alone, writable: false }),
        sample(100, { ...alone, writable: false }),
      ],
      [],
    ],
    [
      'is not certain by one answer, whose parts are not of one moment',
      [sample(0, {}), sample(100, alone), sample(200, {})],
      [],
    ],
    [
      'is not certain by two answers far apart',
      [sample(0, alone), sample(3_000, alone)],
      [],
    ],
    [
      'is not certain by answers of two servers under one name',
      [sample(0, alone), sample(100, { ...alone, uuid: 'another' })],
      [],
    ],
  ];
  for (const [what, samples, said] of cases) {
    test(what, () => expect(unpromised(samples, 0)).toEqual(said));
  }
});
