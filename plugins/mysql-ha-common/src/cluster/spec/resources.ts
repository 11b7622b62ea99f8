import { z } from 'zod';
import { MIN_MEMORY_LIMIT } from '../../constants';
import { quantity } from './fields';

/** CPU and memory of each instance. */
export const resourcesSchema = z
  .object({
    requests: z
      .object({
        cpu: quantity.optional().describe('CPU, e.g. 500m for half a core.'),
        memory: quantity.optional().describe('Memory, e.g. 1Gi.'),
      })
      .optional()
      .describe('What each instance is promised.'),
    limits: z
      .object({
        cpu: quantity
          .optional()
          .describe('CPU, e.g. 2. Left out: as much as the node has to spare.'),
        memory: quantity
          .optional()
          .describe(
            `Memory, e.g. 1Gi; at least ${MIN_MEMORY_LIMIT}. Left out: MySQL is configured for 1Gi and not limited.`,
          ),
      })
      .optional()
      .describe(
        'What each instance may use at most. The buffer pool is computed from limits.memory.',
      ),
  })
  .describe('CPU and memory of each instance.')
  .meta({
    'x-kubernetes-validations': [
      {
        rule: `!has(self.limits) || !has(self.limits.memory) || quantity(self.limits.memory).compareTo(quantity('${MIN_MEMORY_LIMIT}')) >= 0`,
        message: `limits.memory must be at least ${MIN_MEMORY_LIMIT}: with less, mysqld is killed while it starts. Raise it, e.g. to 1Gi.`,
        fieldPath: '.limits.memory',
      },
      {
        rule: '!has(self.limits) || !has(self.limits.memory) || !has(self.requests) || !has(self.requests.memory) || quantity(self.requests.memory).compareTo(quantity(self.limits.memory)) <= 0',
        message:
          'requests.memory can’t exceed limits.memory: lower the request or raise the limit.',
        fieldPath: '.requests.memory',
      },
      {
        rule: '!has(self.limits) || !has(self.limits.cpu) || !has(self.requests) || !has(self.requests.cpu) || quantity(self.requests.cpu).compareTo(quantity(self.limits.cpu)) <= 0',
        message:
          'requests.cpu can’t exceed limits.cpu: lower the request or raise the limit.',
        fieldPath: '.requests.cpu',
      },
    ],
  });
