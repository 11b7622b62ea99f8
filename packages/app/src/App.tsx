import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { navModule } from './modules/nav';

/** Plugins beside the catalog are found in package.json (`app.packages: all`). */
export default createApp({
  features: [catalogPlugin, navModule],
});
