import { gtids } from '../observe/__testUtils__/gtids';
import { REPLICATING } from '../observe/__testUtils__/healthy';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { lead } from './lead';
import { inWords } from './__testUtils__/inWords';

describe('lead', () => {
  it('applies what was received before it forgets the source, which throws the relay log away', () => {
    const adopted = snapshotOf(1).facts(0, {
      gtidExecuted: gtids('a:1-9'),
      replica: { ...REPLICATING, received: gtids('a:1-12') },
    });
    expect(inWords(lead(adopted.taken, 'orders-0')).slice(0, 2)).toEqual([
      'apply on orders-0 what it received',
      'remove the source of orders-0',
    ]);
  });
});
