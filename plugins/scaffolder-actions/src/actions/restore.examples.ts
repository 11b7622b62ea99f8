import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `mysql-ha:restore` is used; the documentation shows them and a test runs them. */
export const examples: TemplateExample[] = [
  {
    description: 'A backup beside the cluster that it is of',
    example: stringify({
      steps: [
        {
          id: 'restore',
          name: 'Restore the backup',
          action: 'mysql-ha:restore',
          input: {
            namespace: 'shop',
            backup: 'before-the-migration',
            cluster: 'orders-before',
          },
        },
      ],
    }),
  },
  {
    description:
      'Straight from a bucket, into a smaller cluster, for an hour at most',
    example: stringify({
      steps: [
        {
          id: 'restore',
          name: 'Restore from the bucket',
          action: 'mysql-ha:restore',
          input: {
            name: 'orders-rescue',
            namespace: 'shop',
            location: 'store',
            path: 'shop/orders/backups/20260501T100002Z-nightly-1a2b3c4d',
            cluster: 'orders',
            spec: {
              topology: 'Single',
              instances: 1,
              storage: { size: '20Gi' },
            },
            timeoutSeconds: 3600,
          },
        },
      ],
    }),
  },
  {
    description:
      'A cluster as it was at a moment, a quarter of a second exactly',
    example: stringify({
      steps: [
        {
          id: 'restore',
          name: 'Restore to the moment',
          action: 'mysql-ha:restore',
          input: {
            namespace: 'shop',
            sourceCluster: 'orders',
            time: '2026-05-01T10:00:00.250Z',
            cluster: 'orders-at-ten',
          },
        },
      ],
    }),
  },
  {
    description:
      'A cluster back to a moment, in place of the data that it has now',
    example: stringify({
      steps: [
        {
          id: 'restore',
          name: 'Undo what was done since ten',
          action: 'mysql-ha:restore',
          input: {
            name: 'orders-back-to-ten',
            namespace: 'shop',
            sourceCluster: 'orders',
            time: '2026-05-01T10:00:00Z',
            cluster: 'orders',
            inPlace: true,
            confirm: 'orders',
          },
        },
      ],
    }),
  },
  {
    description: 'One database of a Logical backup',
    example: stringify({
      steps: [
        {
          id: 'restore',
          name: 'Restore a database',
          action: 'mysql-ha:restore',
          input: {
            namespace: 'shop',
            backup: 'orders-dumps-1',
            cluster: 'orders-dump',
            databases: ['orders'],
          },
        },
      ],
    }),
  },
];
