import { instanceNamed } from '../../observe';
import { initialClone } from '../initialClone';
import { problem } from '../ProblemKind';

/** The first instance of a new cluster is filled from a MySQL outside. */
export const initialCloneDue = problem({
  code: 'InitialCloneDue',
  group: 'Beginning',
  after: ['InitialCloneRefused'],
  severities: ['info', 'warning'],
  documentation: {
    when: '`spec.initFrom.clone` is set, no primary was ever recorded, and each instance that has a volume answers and is empty',
    sentence: 'orders-0 is filled by CLONE from db.example:3306.',
    engine:
      'CLONE into the first instance. It becomes the primary with those data, and the others are filled from it.',
    person:
      'Nothing; or, where the message says why CLONE failed, put that right.',
  },
  find(snapshot) {
    const clone = initialClone(snapshot);
    if (!clone) return undefined;
    const { first, donor, outside } = clone;
    const { task, taskFailure } = instanceNamed(snapshot, first) ?? {};
    const failed =
      taskFailure === undefined ? '' : ` The last try failed: ${taskFailure}`;
    const severity = taskFailure === undefined ? 'info' : 'warning';
    if (task)
      return { instance: first, severity, message: `${task.message}${failed}` };
    if (!outside)
      return {
        instance: first,
        message: `${first} waits to be filled from ${donor}, which is looked at now.`,
      };
    return {
      instance: first,
      severity,
      message: `${first} is filled by CLONE from ${donor}.${failed}`,
      recovery: { kind: 'CloneOutside', instance: first, donor },
    };
  },
});
