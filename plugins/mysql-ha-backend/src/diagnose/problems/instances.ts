import { InstanceSnapshot, Snapshot } from '../../observe';
import { Finding } from '../Finding';
import { Problem } from '../Problem';

/** Instances that are wanted and can't be asked, each with its cause. */
export const instances: Problem = snapshot =>
  snapshot.instances
    .filter(i => i.wanted && i.mysql.state !== 'reachable' && !i.task)
    .map(instance => explain(instance, snapshot));

/**
 * For how long a new pod, or one that fell silent, is left to itself before a person is called: volumes are still being
 * made, the kubelet tries an image again, mysqld recovers. In milliseconds.
 */
const PATIENCE_MS = 15_000;

function explain(instance: InstanceSnapshot, snapshot: Snapshot): Finding {
  const { namespace } = snapshot;
  const of = { instance: instance.name } as const;
  const { pod, supervisor, mysql } = instance;
  if (instance.volume?.problem) {
    return {
      ...of,
      code: 'PodProblem',
      severity: 'warning',
      message: `Volume of ${instance.name}: ${instance.volume.problem}`,
    };
  }
  if (pod?.problem) {
    return {
      ...of,
      code: 'PodProblem',
      severity: 'warning',
      message: `${instance.name}: ${pod.problem}`,
      next:
        snapshot.takenAt - Date.parse(pod.createdAt) > PATIENCE_MS
          ? pod.remedy
          : undefined,
    };
  }
  if (supervisor?.phase === 'Unstartable') {
    return {
      ...of,
      code: 'UnstartableInstance',
      severity: 'critical',
      message: sentence(
        `${instance.name} can’t start MySQL: ${
          supervisor.message ?? 'see its log'
        }`,
      ),
      next: `kubectl logs -n ${namespace} ${instance.name} -c mysql`,
    };
  }
  if (supervisor?.phase === 'Crashed') {
    return {
      ...of,
      code: 'UnstartableInstance',
      severity: 'critical',
      message: sentence(
        `mysqld of ${instance.name} ends again and again: ${
          supervisor.errors.at(-1) ?? supervisor.message ?? 'see its log'
        }`,
      ),
      next: `kubectl logs -n ${namespace} ${instance.name} -c mysql`,
    };
  }
  if (mysql.state === 'unreachable' && mysql.failure.kind === 'denied') {
    return {
      ...of,
      code: 'AccessDenied',
      severity: 'critical',
      message: `${instance.name} refuses the operator’s login: a system user’s password was changed by hand, or the Secret was edited. It is set to what the Secret says.`,
      recovery: { kind: 'RepairCredentials', instance: instance.name },
    };
  }
  if (pod?.deleting) {
    return {
      ...of,
      code: 'InstanceStarting',
      severity: 'info',
      message: `${instance.name} is stopping, because its pod is being replaced.`,
    };
  }
  if (!pod || isStarting(instance)) {
    return {
      ...of,
      code: 'InstanceStarting',
      severity: 'info',
      message: `${instance.name} is starting${
        pod ? '' : ' (its pod is being made)'
      }${supervisor?.message ? `: ${supervisor.message}` : ''}.`,
    };
  }
  return {
    ...of,
    code: 'UnreachableInstance',
    severity: 'warning',
    message: sentence(
      `${instance.name} does not answer${
        mysql.state === 'unreachable' ? `: ${mysql.failure.message}` : ''
      }`,
    ),
    next:
      silentForMs(instance, snapshot) > PATIENCE_MS
        ? `kubectl describe pod -n ${namespace} ${instance.name}`
        : undefined,
  };
}

/** For how long a mysqld that had time to start has not answered. */
function silentForMs(
  { mysql, supervisor }: InstanceSnapshot,
  { takenAt }: Snapshot,
): number {
  if (mysql.state !== 'unreachable') return 0;
  const startedAt = supervisor?.startedAt;
  return startedAt
    ? Math.min(mysql.forMs, takenAt - Date.parse(startedAt))
    : mysql.forMs;
}

/** Its pod is on its way, or its supervisor says so, or does not run yet. */
function isStarting({ pod, supervisor, mysql }: InstanceSnapshot): boolean {
  if (!pod?.ip || mysql.state === 'unknown') return true;
  if (supervisor === undefined) return !pod.ready && !pod.deleting;
  return supervisor.phase === 'Initialising' || supervisor.phase === 'Starting';
}

/** What others said may end without a full stop, and more follows. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
