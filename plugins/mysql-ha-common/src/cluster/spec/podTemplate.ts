import { z } from 'zod';
import { labels, looseObject, objectName, secretRefSchema } from './fields';

/** What the pods carry beside what the engine gives them. */
export const podTemplateSchema = z
  .object({
    labels: labels.optional().describe('Further labels of the pods.'),
    annotations: labels.optional().describe('Further annotations of the pods.'),
    nodeSelector: labels
      .optional()
      .describe('Labels a node must have to run an instance.'),
    tolerations: z
      .array(looseObject)
      .max(32)
      .optional()
      .describe('Tolerations, as in a pod.'),
    affinity: looseObject
      .optional()
      .describe(
        'Affinity, as in a pod. It replaces the default, which spreads the instances over the nodes.',
      ),
    topologySpread: z
      .array(looseObject)
      .max(16)
      .optional()
      .describe(
        'topologySpreadConstraints, as in a pod. They replace the default, which spreads the instances over the zones.',
      ),
    priorityClassName: objectName
      .optional()
      .describe('PriorityClass of the pods.'),
    imagePullSecrets: z
      .array(secretRefSchema)
      .max(16)
      .optional()
      .describe('Secrets with which the image is pulled.'),
  })
  .describe('What the pods carry beside what the engine gives them.');
