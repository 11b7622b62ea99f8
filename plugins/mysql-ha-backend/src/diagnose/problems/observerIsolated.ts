import { reachable } from '../../observe';
import { problem } from '../ProblemKind';

/** Nothing answers, not even Kubernetes: the observer is cut off, not the cluster dead. Never act. */
export const observerIsolated = problem({
  code: 'ObserverIsolated',
  group: 'Observer',
  severities: ['warning'],
  documentation: {
    when: 'Neither Kubernetes nor any instance answers',
    sentence:
      'The operator reaches neither Kubernetes nor any instance, so it is probably cut off itself.',
    engine: 'Nothing, until it sees something again. MySQL goes on without it.',
    person: 'Look at the network between the operator and the API server.',
  },
  find(snapshot) {
    if (snapshot.kubernetesReachable) return undefined;
    if (reachable(snapshot.instances).length > 0) return undefined;
    return {
      message:
        'The operator reaches neither Kubernetes nor any instance, so it is probably cut off itself. It does nothing until it sees something again; MySQL goes on without it.',
      next: 'Look at the network between the operator and the API server.',
    };
  },
});
