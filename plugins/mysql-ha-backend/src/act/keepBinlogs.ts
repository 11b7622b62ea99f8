import { Step } from '../plan';
import { ActContext } from './ActContext';

/**
 * Puts aside what is about to be destroyed. A failure fails the plan: nothing is rebuilt before this is done. What no
 * binary log has any more can't be kept by anybody, and is named; where a person would have to be asked for it, that is a
 * failure too.
 */
export async function keepBinlogs(
  {
    instance,
    gtids,
    reason,
    heartbeatsOnly,
  }: Extract<Step, { do: 'KeepBinlogs' }>,
  context: ActContext,
): Promise<void> {
  const kept = await context
    .supervisor(instance)
    .keepBinlogs({ gtids, reason });
  if (heartbeatsOnly && !(gtids && kept.heartbeats.contains(gtids))) {
    throw new Error(
      `${instance} is not rebuilt without a person’s word: of ${
        gtids ?? 'what it holds alone'
      } only ${kept.heartbeats} is known to be heartbeats of the engine`,
    );
  }
  if (kept.path) {
    const what = kept.gtids.isEmpty()
      ? `The binary logs of ${instance} are`
      : `${kept.gtids} of ${instance} is`;
    context.learn(
      `${what} kept on its volume in ${kept.path}; to read it: kubectl exec -n ${context.namespace} ${instance} -c mysql -- cat ${kept.path} | mysqlbinlog --verbose -`,
    );
  }
  const gone =
    kept.gtids.isEmpty() && kept.path ? undefined : gtids?.subtract(kept.gtids);
  if (gone && !gone.isEmpty()) {
    context.learn(
      `${gone} of ${instance} is in none of its binary logs any more, so its statements could not be kept.`,
    );
  }
}
