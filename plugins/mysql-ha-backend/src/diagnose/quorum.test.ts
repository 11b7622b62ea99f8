import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { gtids } from '../observe/__testUtils__/gtids';
import { elect, readableMembers, readableNeeded, waitForOf } from './quorum';

describe('the quorum', () => {
  it.each([
    // members, acknowledgements waited for, members that must be readable
    [1, 0, 1],
    [2, 1, 1],
    [3, 1, 2],
    [4, 2, 2],
    [5, 2, 3],
    [6, 3, 3],
    [7, 3, 4],
    [8, 4, 4],
    [9, 4, 5],
  ])('of %i members waits for %i and needs %i', (n, waitFor, needed) => {
    expect(waitForOf(n)).toBe(waitFor);
    expect(readableNeeded(snapshotOf(n).taken)).toBe(needed);
  });

  it.each([2, 3, 4, 5, 6, 7, 8, 9])(
    'of %i members always holds the newest commit and leaves too few to acknowledge another',
    n => {
      const waitFor = waitForOf(n);
      const needed = readableNeeded(snapshotOf(n).taken);
      const withoutTheCommit = n - (waitFor + 1);
      // The primary is dead: those that answer are among the others, and one of them must hold the commit.
      expect(needed).toBeGreaterThan(withoutTheCommit);
      // The old primary is one of those that do not answer.
      expect(n - needed - 1).toBeLessThan(waitFor);
    },
  );

  it('counts recorded members, never what the spec wishes', () => {
    expect(readableNeeded(snapshotOf(3).spec({ instances: 9 }).taken)).toBe(2);
  });

  it('is one where commits wait for nobody', () => {
    expect(readableNeeded(snapshotOf(5).async().taken)).toBe(1);
  });
});

describe('readableMembers', () => {
  const names = (builder: ReturnType<typeof snapshotOf>) =>
    readableMembers(builder.taken).map(m => m.instance.name);

  it('leaves out who does not answer', () => {
    expect(names(snapshotOf(3).dead(0))).toEqual(['orders-1', 'orders-2']);
  });

  it('leaves out who is no member', () => {
    expect(names(snapshotOf(2).newcomer())).toEqual(['orders-0', 'orders-1']);
  });

  it('leaves out a member whose volume is new: it forgot what it acknowledged', () => {
    const builder = snapshotOf(3).facts(1, {
      gtidExecuted: gtids(''),
      replica: undefined,
    });
    expect(names(builder)).toEqual(['orders-0', 'orders-2']);
  });

  it('leaves out a member that is being filled', () => {
    const builder = snapshotOf(3).instance(2, instance => ({
      ...instance,
      task: { kind: 'Clone', donor: 'orders-1', message: 'It is filled.' },
    }));
    expect(names(builder)).toEqual(['orders-0', 'orders-1']);
  });

  it('reads empty members too before the first write: empty is new, not lost', () => {
    expect(
      names(snapshotOf(3).neverBootstrapped().members(['orders-0'], 0)),
    ).toEqual(['orders-0']);
  });
});

describe('elect', () => {
  const elected = (builder: ReturnType<typeof snapshotOf>) =>
    elect(builder.taken, readableMembers(builder.taken));
  const winner = (builder: ReturnType<typeof snapshotOf>) =>
    elected(builder).winner?.instance.name;

  it('takes the one that holds most', () => {
    expect(
      winner(
        snapshotOf(3)
          .dead(0)
          .facts(2, { gtidExecuted: gtids('a:1-11') }),
      ),
    ).toBe('orders-2');
  });

  it('counts what is received and not yet applied', () => {
    expect(
      winner(
        snapshotOf(3)
          .dead(0)
          .replica(2, { received: gtids('a:1-11') }),
      ),
    ).toBe('orders-2');
  });

  it('lets a preferred one win only among equals', () => {
    const preferring = snapshotOf(3)
      .spec({ failover: { preferredPrimary: ['orders-2'] } })
      .dead(0);
    expect(winner(preferring)).toBe('orders-2');
    expect(winner(preferring.facts(1, { gtidExecuted: gtids('a:1-11') }))).toBe(
      'orders-1',
    );
  });

  it('rather takes one that the spec still wants', () => {
    expect(
      winner(
        snapshotOf(4)
          .scaledTo(3)
          .spec({ failover: { preferredPrimary: ['orders-2'] } })
          .dead(0),
      ),
    ).toBe('orders-2');
    expect(winner(snapshotOf(3).scaledTo(1).dead(0))).toBe('orders-1');
  });

  it('takes the one with less left to apply, then the lowest ordinal', () => {
    expect(winner(snapshotOf(3).dead(0).replica(1, { lagSeconds: 3 }))).toBe(
      'orders-2',
    );
    expect(winner(snapshotOf(3).dead(0))).toBe('orders-1');
  });

  it('names both histories and takes nobody when they differ', () => {
    const split = snapshotOf(3)
      .dead(0)
      .facts(1, { gtidExecuted: gtids('a:1-10,b:1') })
      .facts(2, { gtidExecuted: gtids('a:1-11') });
    const election = elected(split);
    expect(election.winner).toBeUndefined();
    expect(election).toMatchObject({
      why: expect.stringMatching(
        /histories differ: orders-1 holds .*:1-10,.*; orders-2 holds .*:1-11$/s,
      ),
    });
  });

  it('says so when nobody can be read', () => {
    expect(elect(snapshotOf(3).taken, [])).toEqual({
      why: 'no member can be read',
    });
  });
});
