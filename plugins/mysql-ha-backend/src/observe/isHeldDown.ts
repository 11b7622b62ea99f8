import { ExchangeStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** Whether nothing of a cluster may run, because its volumes change their claims. */
export function isHeldDown(exchange: ExchangeStatus | undefined): boolean {
  switch (exchange?.stage) {
    case 'Stopping':
    case 'Exchanging':
    case 'Returning':
      return true;
    default:
      return false;
  }
}
