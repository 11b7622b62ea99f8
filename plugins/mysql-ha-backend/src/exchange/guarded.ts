import { KubernetesAdapter } from '../kubernetes';

/** What the moves of volumes ask of Kubernetes. */
export type VolumeRequests = Pick<
  KubernetesAdapter,
  'read' | 'create' | 'delete' | 'mergePatch'
>;

/** The same, each write of which asks before whether this process may act still. */
export function guarded(
  kubernetes: VolumeRequests,
  assertAuthority: () => void,
): VolumeRequests {
  return {
    read: key => kubernetes.read(key),
    create: async (...request) => {
      assertAuthority();
      return kubernetes.create(...request);
    },
    delete: async (...request) => {
      assertAuthority();
      return kubernetes.delete(...request);
    },
    mergePatch: async (...request) => {
      assertAuthority();
      return kubernetes.mergePatch(...request);
    },
  };
}
