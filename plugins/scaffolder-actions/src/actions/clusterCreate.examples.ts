import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How `mysql-ha:cluster:create` is used; the documentation shows them and a test runs them. */
export const examples: TemplateExample[] = [
  {
    description: 'Three instances of which any one may fail',
    example: stringify({
      steps: [
        {
          id: 'create',
          name: 'Create the cluster',
          action: 'mysql-ha:cluster:create',
          input: {
            name: 'orders',
            namespace: 'shop',
            owner: 'group:default/shop-team',
            size: 'small',
            spec: { topology: 'SemiSync', instances: 3 },
          },
        },
      ],
    }),
  },
  {
    description: 'One instance for tests, whose volume goes with it',
    example: stringify({
      steps: [
        {
          id: 'create',
          name: 'Create the database',
          action: 'mysql-ha:cluster:create',
          input: {
            name: 'orders-test',
            namespace: 'shop',
            size: 'small',
            spec: {
              topology: 'Single',
              instances: 1,
              storage: { size: '2Gi' },
              deletionPolicy: 'Delete',
            },
          },
        },
      ],
    }),
  },
  {
    description: 'All that an expert may want to say',
    example: stringify({
      steps: [
        {
          id: 'create',
          name: 'Create the cluster',
          action: 'mysql-ha:cluster:create',
          input: {
            name: 'orders',
            namespace: 'shop',
            owner: 'group:default/shop-team',
            system: 'system:default/shop',
            description: 'What was ordered',
            createNamespace: false,
            spec: {
              topology: 'SemiSync',
              instances: 5,
              image: 'mysql:9.7',
              storage: { size: '50Gi', storageClassName: 'fast' },
              resources: {
                requests: { cpu: '2', memory: '4Gi' },
                limits: { memory: '4Gi' },
              },
              config: { max_connections: '500' },
            },
          },
        },
      ],
    }),
  },
];
