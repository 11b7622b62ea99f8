import { z } from 'zod';
import { labels } from './fields';

/** One of the Services that clients use. */
export const serviceSchema = z.object({
  type: z
    .enum(['ClusterIP', 'NodePort', 'LoadBalancer'])
    .default('ClusterIP')
    .describe('Type of the Kubernetes Service.'),
  annotations: labels.default({}).describe('Annotations of the Service.'),
});
