import { LoggerService } from '@backstage/backend-plugin-api';

/** Says nothing. */
export const SILENT_LOGGER: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => SILENT_LOGGER,
};
