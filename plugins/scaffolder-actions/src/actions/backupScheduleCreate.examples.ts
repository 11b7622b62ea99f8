import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `mysql-ha:backup-schedule:create` is used; the documentation shows them and a test runs them. */
export const examples: TemplateExample[] = [
  {
    description: 'Every night, of which a week is kept',
    example: stringify({
      steps: [
        {
          id: 'backups',
          name: 'Have backups made',
          action: 'mysql-ha:backup-schedule:create',
          input: {
            cluster: 'orders',
            namespace: 'shop',
            schedule: '30 2 * * *',
            timeZone: 'Europe/Berlin',
            location: 'store',
            keepLast: 7,
          },
        },
      ],
    }),
  },
  {
    description: 'One database as SQL each week, for three months',
    example: stringify({
      steps: [
        {
          id: 'backups',
          name: 'Have dumps made',
          action: 'mysql-ha:backup-schedule:create',
          input: {
            name: 'orders-dumps',
            cluster: 'orders',
            namespace: 'shop',
            schedule: '@weekly',
            location: 'store',
            method: 'Logical',
            databases: ['orders'],
            maxAge: '90d',
          },
        },
      ],
    }),
  },
];
