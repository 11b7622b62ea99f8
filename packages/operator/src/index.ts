import { createBackend } from '@backstage/backend-defaults';

/** The same engine and API as in the portal, and nothing else. */
const backend = createBackend();
backend.add(import('@mysql-ha/backstage-plugin-mysql-ha-backend'));
backend.start();
