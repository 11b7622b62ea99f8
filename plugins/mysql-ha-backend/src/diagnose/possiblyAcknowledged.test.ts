import { gtids } from '../observe/__testUtils__/gtids';
import { possiblyAcknowledged } from './possiblyAcknowledged';

describe('possiblyAcknowledged', () => {
  it.each([
    {
      what: 'a commit of a killed primary that is back, and nobody else has',
      members: 3,
      waitFor: 1,
      holds: ['a:1-11', 'a:1-10,b:1-2', 'a:1-10,b:1-2'],
      counts: 'a:1-10,b:1-2',
    },
    {
      what: 'the same, while a third one that may have it can’t be read',
      members: 3,
      waitFor: 1,
      holds: ['a:1-11', 'a:1-10,b:1-2'],
      counts: 'a:1-11,b:1-2',
    },
    {
      what: 'of five, one on three and one on two',
      members: 5,
      waitFor: 2,
      holds: ['a:1-12', 'a:1-12', 'a:1-11', 'a:1-10', 'a:1-10'],
      counts: 'a:1-11',
    },
    {
      what: 'of four, one on two while one can’t be read',
      members: 4,
      waitFor: 2,
      holds: ['a:1-11', 'a:1-11', 'a:1-10'],
      counts: 'a:1-11',
    },
    {
      what: 'what is only on one, where commits wait for nobody',
      members: 2,
      waitFor: 0,
      holds: ['a:1-11', 'a:1-10'],
      counts: 'a:1-11',
    },
  ])('$what', ({ members, waitFor, holds, counts }) => {
    const voters = holds.map(gtids);
    expect(String(possiblyAcknowledged(voters, members, waitFor))).toBe(
      String(gtids(counts)),
    );
  });
});
