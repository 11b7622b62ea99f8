import { expect, test } from '@playwright/test';
import { sawTooLittle } from './sawTooLittle';
import { Sample } from './servers/Sample';

function answers(...moments: number[]): Sample[] {
  return moments.map(at => ({
    instance: 'a',
    askedAt: at - 5,
    answeredAt: at,
    uuid: 'uuid of a',
    writable: false,
    semiSync: true,
    waitFor: 1,
    clients: 0,
  }));
}

test.describe('A round in which nobody looked', () => {
  const round = { instances: ['a'], faultAt: 1_000, reads: 1 };

  test('is none when servers and reads answered', () => {
    const samples = answers(100, 200, 300, 1_100);
    expect(sawTooLittle({ ...round, samples })).toEqual([]);
  });

  test('is told by a server that was asked in vain', () => {
    expect(sawTooLittle({ ...round, samples: [] })).toEqual([
      'a was asked in vain before the fault: 0 answers',
      'a never answered after the fault',
    ]);
  });

  test('is told by reads that all failed', () => {
    const samples = answers(100, 200, 300, 1_100);
    expect(sawTooLittle({ ...round, samples, reads: 0 })).toEqual([
      'no read succeeded',
    ]);
  });
});
