import { z } from 'zod';
import { KubernetesObject } from '../kubernetes';

/**
 * What those who empty a node put on it before they evict its pods: `kubectl cordon`, the Cluster Autoscaler
 * (https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md), and Karpenter
 * (https://karpenter.sh/docs/concepts/disruption/), before and since its 1.0.
 */
const DRAIN_TAINTS: ReadonlySet<string> = new Set([
  'node.kubernetes.io/unschedulable',
  'ToBeDeletedByClusterAutoscaler',
  'karpenter.sh/disruption',
  'karpenter.sh/disrupted',
]);

const nodeSchema = z.object({
  spec: z
    .object({
      unschedulable: z.boolean().default(false),
      taints: z.array(z.object({ key: z.string() })).default([]),
    })
    .prefault({}),
});

/** Whether the pods of a node have to expect that they are evicted; of an unknown node nobody says so. */
export function isBeingDrained(node: KubernetesObject | undefined): boolean {
  if (!node) return false;
  const { spec } = nodeSchema.parse(node);
  return (
    spec.unschedulable || spec.taints.some(({ key }) => DRAIN_TAINTS.has(key))
  );
}
