import { createSpecializedBackend } from '@backstage/backend-app-api';
import { operatorServices } from './operatorServices';

// The same engine and API as in the portal, and nothing else.
const backend = createSpecializedBackend({
  defaultServiceFactories: operatorServices,
});
backend.add(import('@mysql-ha/backstage-plugin-mysql-ha-backend'));
backend.start();
