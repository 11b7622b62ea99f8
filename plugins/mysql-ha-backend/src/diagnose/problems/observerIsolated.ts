import { reachable } from '../../observe';
import { single } from '../Problem';

/** Nothing answers, not even Kubernetes: the observer is cut off, not the cluster dead. Never act. */
export const observerIsolated = single(snapshot => {
  if (snapshot.kubernetesReachable) return undefined;
  if (reachable(snapshot.instances).length > 0) return undefined;
  return {
    code: 'ObserverIsolated',
    severity: 'warning',
    message:
      'The operator reaches neither Kubernetes nor any instance, so it is probably cut off itself. It does nothing until it sees something again; MySQL goes on without it.',
    next: 'Look at the network between the operator and the API server.',
  };
});
