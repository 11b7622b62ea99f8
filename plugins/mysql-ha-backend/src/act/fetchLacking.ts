import { Step } from '../plan';
import { ActContext } from './ActContext';

/**
 * What a dead primary's binary logs have and the winner lacks is read by their supervisors and applied, while no mysqld
 * runs there (design section 4, step 3).
 */
export async function fetchLacking(
  { instance, from, holds, seconds }: Extract<Step, { do: 'FetchLacking' }>,
  context: ActContext,
): Promise<void> {
  const mysql = context.instance(instance);
  const endsAt = context.clock.monotonic() + seconds * 1000;
  await mysql.forgetFetched();
  const fetched = await context.supervisor(instance).fetchLacking({
    from,
    host: context.replicationSource(from).host,
    holds,
    seconds,
  });
  const { gtids } = fetched;
  if (!gtids.isEmpty()) {
    const left = endsAt - context.clock.monotonic();
    await mysql.applyFetched(fetched, Math.max(1, Math.round(left / 1000)));
  }
  // Each transaction that was acknowledged stands in those files (sync_binlog=1).
  context.learn(
    gtids.isEmpty()
      ? `the binary logs on the volume of ${from} hold nothing that ${instance} lacks`
      : `${gtids} was read from the binary logs on the volume of ${from}, and applied on ${instance}`,
    { transactionsLost: 0, lostGtids: undefined },
  );
}
