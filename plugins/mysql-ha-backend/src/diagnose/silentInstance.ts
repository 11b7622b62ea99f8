import { InstanceSnapshot, Snapshot } from '../observe';
import { Finding } from './Finding';
import {
  Documentation,
  Found,
  instanceProblem,
  ProblemKind,
} from './ProblemKind';
import { ProblemCode } from './ProblemCode';

/**
 * For how long a new pod, or one that fell silent, is left to itself before a person is called: volumes are still being
 * made, the kubelet tries an image again, mysqld recovers. In milliseconds.
 */
export const PATIENCE_MS = 15_000;

/** A problem of an instance that is wanted and can't be asked. */
export function silentInstanceProblem(definition: {
  readonly code: ProblemCode;
  readonly after?: readonly ProblemCode[];
  readonly severities: readonly [Finding['severity']];
  readonly documentation: Documentation;
  readonly find: (
    instance: InstanceSnapshot,
    snapshot: Snapshot,
  ) => Omit<Found, 'instance'> | undefined;
}): ProblemKind {
  const { find } = definition;
  return instanceProblem({
    ...definition,
    group: 'SilentInstances',
    find: (snapshot, instance) =>
      instance.wanted && instance.mysql.state !== 'reachable' && !instance.task
        ? find(instance, snapshot)
        : undefined,
  });
}

/** What others said may end without a full stop, and more follows. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
