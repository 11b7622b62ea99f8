import { EventsView, primaryOf } from '../../observe';
import { problem } from '../ProblemKind';

/** After a change of primary, events are off that MySQL disables on each replica, and the engine did not enable them. */
export const scheduledEventsOff = problem({
  code: 'ScheduledEventsOff',
  group: 'Order',
  severities: ['warning'],
  documentation: {
    when: 'Events on the primary are in the state REPLICA_SIDE_DISABLED, and nobody knows whether they are to run, their time has passed, or MySQL refuses to enable them',
    sentence:
      'Events do not run on orders-1. Nobody knows whether orders.cleanup is to run, as it was changed just before another instance led: ALTER EVENT … ENABLE or DISABLE says it.',
    engine:
      'Enabled those of which it knows that they ran before, and asks the primary of before, if it comes back, about the others.',
    person:
      '`ALTER EVENT … ENABLE`, or `DISABLE` for one that is not to run, by its definer: whoever alters it becomes that.',
  },
  find(snapshot) {
    const { events } = snapshot;
    const primary = primaryOf(snapshot);
    if (!events || !primary) return undefined;
    const sentences = sentencesOf(events);
    if (sentences.length === 0) return undefined;
    return {
      instance: primary.name,
      message: [`Events do not run on ${primary.name}.`, ...sentences].join(
        ' ',
      ),
    };
  },
});

function sentencesOf({
  unknown,
  missed,
  refused,
}: EventsView): readonly string[] {
  const are = unknown.length === 1 ? 'is' : 'are';
  const were = unknown.length === 1 ? 'it was' : 'they were';
  return [
    ...(unknown.length > 0
      ? [
          `Nobody knows whether ${unknown.join(
            ', ',
          )} ${are} to run, as ${were} changed just before another instance led: ALTER EVENT … ENABLE or DISABLE says it.`,
        ]
      : []),
    ...(missed.length > 0
      ? [
          `The time of ${missed.join(
            ', ',
          )} passed while another instance began to lead, so nobody knows whether it ran, and enabled it would run at once: ALTER EVENT … ENABLE or DROP EVENT says it.`,
        ]
      : []),
    ...refused.map(
      ({ event, why }) => `MySQL does not enable ${event}: ${why}.`,
    ),
  ];
}
