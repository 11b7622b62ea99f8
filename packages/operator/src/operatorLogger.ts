import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';

/**
 * Lines on stdout: JSON with NODE_ENV=production, coloured otherwise; LOG_LEVEL says how many.
 * The default factory first compiles the configuration's schemas of all packages to find secrets to hide, which takes
 * hundreds of megabytes; the operator's configuration holds none.
 */
export const operatorLoggerFactory = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: () =>
    WinstonLogger.create({
      meta: { service: 'mysql-ha-operator' },
      level: process.env.LOG_LEVEL ?? 'info',
    }),
});
