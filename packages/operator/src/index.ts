import { createSpecializedBackend } from '@backstage/backend-app-api';
import { operatorServices } from './operatorServices';
import { startFailure } from './startFailure';

// A closed terminal or a reader that ended: each further line would fail, and be logged as a failure, without end.
process.stdout
  .once('error', () => process.kill(process.pid, 'SIGTERM'))
  .on('error', () => {});

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
