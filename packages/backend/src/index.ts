import { createBackend } from '@backstage/backend-defaults';

// A closed terminal or a reader that ended: each further line would fail, and be logged as a failure, without end.
process.stdout
  .once('error', () => process.kill(process.pid, 'SIGTERM'))
  .on('error', () => {});

const backend = createBackend();

// The built user interface, served beside the API.
backend.add(import('@backstage/plugin-app-backend'));

// Who is there, and what they may do. Both modules are for a portal on one's own machine:
// a real one brings its own sign-in provider and permission policy.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

// What belongs to whom, and how to find it.
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

// Templates.
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);

// Settings, and news for open pages.
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

// MySQL: the operator with its API, its templates' actions, and the clusters as catalog entities.
backend.add(import('@mysql-ha/backstage-plugin-mysql-ha-backend'));
backend.add(
  import('@mysql-ha/backstage-plugin-scaffolder-backend-module-mysql-ha'),
);
backend.add(
  import('@mysql-ha/backstage-plugin-catalog-backend-module-mysql-ha'),
);

backend.start();
