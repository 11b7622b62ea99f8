import { gtids } from '../observe/__testUtils__/gtids';
import { InstanceSnapshot } from '../observe';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { lossBy, lossWith } from './loss';

const UNREACHABLE = {
  failure: { kind: 'other', code: 'NO_POD', message: 'it has no pod' },
} as const;

describe('the loss of a failover', () => {
  const behind = snapshotOf(3)
    .async()
    .dead(0)
    .replica(1, { received: gtids('a:1-8') })
    .facts(1, { gtidExecuted: gtids('a:1-7') })
    .replica(2, { received: gtids('a:1-5') })
    .facts(2, { gtidExecuted: gtids('a:1-5') });

  it('is what the primary held when it last answered and the winner does not, received or applied', () => {
    expect(String(lossWith(behind.taken, 'orders-1'))).toBe(
      String(gtids('a:9-10')),
    );
    expect(lossWith(behind.taken, 'orders-2')?.count()).toBe(5);
  });

  it('is reckoned with the most advanced', () => {
    expect(lossBy(behind.taken)?.count()).toBe(2);
  });

  it('is known of one whose pod is gone, or another by now', () => {
    const gone = (mysql: InstanceSnapshot['mysql']) =>
      behind
        .instance(0, instance => ({ ...instance, mysql }))
        .with({ primaryHeld: gtids('a:1-12') }).taken;
    const { failure } = UNREACHABLE;
    for (const mysql of [
      { state: 'unknown' } as const,
      { state: 'unreachable', failure, forMs: 900, failures: 1 } as const,
    ]) {
      expect(lossBy(gone(mysql))?.count()).toBe(4);
    }
  });

  it('is not known of a primary that never answered this operator, nor with nobody to take over', () => {
    const stranger = behind.instance(0, instance => ({
      ...instance,
      mysql:
        instance.mysql.state === 'unreachable'
          ? { ...instance.mysql, last: undefined }
          : instance.mysql,
    }));
    expect(lossBy(stranger.taken)).toBeUndefined();
    expect(lossBy(behind.unreachable(1).unreachable(2).taken)).toBeUndefined();
  });
});
