import { z } from 'zod';

/** The types of `status.conditions`. @public */
export const conditionTypeSchema = z.enum([
  'Ready',
  'PrimaryAvailable',
  'Replicating',
  'DataSafe',
  'BackedUp',
  'BinlogsArchived',
  'FollowsSource',
  'Fenced',
  'Refused',
]);

/** One condition, as everywhere in Kubernetes. @public */
export const conditionSchema = z.object({
  type: conditionTypeSchema.describe('What is spoken of.'),
  status: z
    .enum(['True', 'False', 'Unknown'])
    .describe('Whether it is the case.'),
  reason: z.string().describe('One CamelCase word.'),
  message: z
    .string()
    .describe('A sentence: what is the case, what it means, what to do next.'),
  lastTransitionTime: z
    .string()
    .describe('When `status` last changed. RFC 3339, UTC.'),
  observedGeneration: z
    .number()
    .int()
    .optional()
    .describe('The generation of the spec that this condition speaks of.'),
});

/** One condition. @public */
export type Condition = z.output<typeof conditionSchema>;

/** The types of `status.conditions`. @public */
export type ConditionType = z.output<typeof conditionTypeSchema>;
