import { createSpecializedBackend } from '@backstage/backend-app-api';
import { operatorServices } from './operatorServices';
import { startFailure } from './startFailure';

// The same engine and API as in the portal, and nothing else.
const backend = createSpecializedBackend({
  defaultServiceFactories: operatorServices,
});
backend.add(import('@mysql-ha/backstage-plugin-mysql-ha-backend'));
backend.start().catch(error => {
  // The framework would log this and live on, with nothing running; whoever watches the process must see it end.
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
