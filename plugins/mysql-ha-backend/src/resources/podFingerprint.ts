import { KubernetesObject } from '../kubernetes/types';
import { POD_FINGERPRINT_ANNOTATION } from './labels';
import { StatefulSet } from './statefulSet';

/** Whether a pod was made from an older spec and has to be restarted to follow it. An operator’s upgrade never says so. */
export function isPodOutdated(
  pod: KubernetesObject,
  desired: StatefulSet,
): boolean {
  const { annotations } = desired.spec.template.metadata;
  return (
    pod.metadata.annotations?.[POD_FINGERPRINT_ANNOTATION] !==
    annotations[POD_FINGERPRINT_ANNOTATION]
  );
}
