import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `mysql-ha:cluster:wait` is used; the documentation shows them and a test runs them. */
export const examples: TemplateExample[] = [
  {
    description: 'Follow the creation until the cluster is healthy',
    example: stringify({
      steps: [
        {
          id: 'wait',
          name: 'Wait until it is healthy',
          action: 'mysql-ha:cluster:wait',
          input: { name: 'orders', namespace: 'shop' },
        },
      ],
    }),
  },
  {
    description: 'Give up after two minutes',
    example: stringify({
      steps: [
        {
          id: 'wait',
          name: 'Wait until it is healthy',
          action: 'mysql-ha:cluster:wait',
          input: { name: 'orders', namespace: 'shop', timeoutSeconds: 120 },
        },
      ],
    }),
  },
];
