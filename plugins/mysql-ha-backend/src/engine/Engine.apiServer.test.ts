import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { InMemoryKubernetes } from '../kubernetes/memory';
import { engineForEachTest } from './__testUtils__/engineForEachTest';

/** A failover takes so many writes: the fence, the term, the addresses of both Services, and its end. */
const WRITES = 5;

/** What a failover writes. */
const WRITE = /^(status MySQLCluster|(apply|create|patch) EndpointSlice) /;

/** Less than the time of a Lease, and so long that it is over. */
const AWAY_MS = [2_000, 30_000] as const;

describe('A failover', () => {
  const harness = engineForEachTest();

  /** Does something right before the nth write of the failover, and tells whether it came about. */
  function beforeWrite(
    kubernetes: InMemoryKubernetes,
    nth: number,
    happens: (request: string) => void,
  ): () => boolean {
    let left = nth;
    kubernetes.onRequest = request => {
      if (WRITE.test(request)) left -= 1;
      if (left === 0 && WRITE.test(request)) happens(request);
    };
    return () => left <= 0;
  }

  /** Another leads, once, and all that was acknowledged is there; then the old primary is back. */
  async function isDone(before: string): Promise<void> {
    await harness.until(
      'it is done and on the record',
      () =>
        harness.status.primary !== before &&
        harness.status.fence === undefined &&
        harness.status.incidents?.length === 1,
    );
    harness.world.boot(harness.world.server(before));
    await harness.nothingLost();
    expect(harness.served('primary')).toEqual([harness.primary]);
    expect(harness.status.incidents).toEqual([
      expect.objectContaining({ from: before, to: harness.primary }),
    ]);
  }

  it.each(
    AWAY_MS.flatMap(awayMs =>
      Array.from({ length: WRITES }, (_, at) => [at + 1, awayMs] as const),
    ),
  )(
    'is done, and not by halves, when the API server goes before its write %i for %i ms',
    async (nth, awayMs) => {
      const { kubernetes } = harness;
      const before = await harness.underWrites({ instances: 3 });
      const went = beforeWrite(kubernetes, nth, () => {
        kubernetes.setReachable(false);
        throw new ServiceUnavailableError('it does not answer');
      });
      harness.world.crash(before, { restart: false });
      await harness.until('the API server is gone', went, 30);
      await harness.clock.advance(awayMs);
      // The ledger sees two that could commit at any of these moments.
      expect(harness.ledger.violations).toEqual([]);
      kubernetes.setReachable(true);
      await isDone(before);
    },
  );

  it.each(Array.from({ length: WRITES }, (_, at) => at + 1))(
    'waits where its operator’s rights are taken away before its write %i, and goes on when they are back',
    async nth => {
      const { kubernetes } = harness;
      const before = await harness.underWrites({ instances: 3 });
      const forbid = (request: string) => {
        throw new NotAllowedError(`${request}: forbidden`);
      };
      const revoked = beforeWrite(kubernetes, nth, request => {
        kubernetes.onRequest = forbid;
        forbid(request);
      });
      harness.world.crash(before, { restart: false });
      await harness.until('they are taken away', revoked, 30);
      await harness.clock.advance(30_000);
      expect(harness.ledger.violations).toEqual([]);
      kubernetes.onRequest = () => {};
      await isDone(before);
    },
  );
});
