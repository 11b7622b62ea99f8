import { ExchangeStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** For tests: a cluster that is stopped for restored data. */
export const stoppedForExchange: ExchangeStatus = {
  ...{ name: 'back', uid: 'u', stage: 'Stopping', claim: 'restored' },
  ...{ since: '2026-05-01T12:00:00Z', moves: [] },
  message: 'The instances are stopped.',
};
