import type { NewestTransaction } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** How often something is committed. */
const EVERY_MS = 7_000;
const UUID = '3e11fa47-71ca-11e1-9e33-c80aa9429562';

/** What a moment ends with, in an archive of commits at an even pace; each fourth is a heartbeat. */
export function cannedTransaction(until: string): NewestTransaction {
  const number = Math.floor(Date.parse(until) / EVERY_MS);
  const change = number % 4 === 0 ? number - 1 : number;
  return { newest: transaction(number), change: transaction(change) };
}

function transaction(number: number) {
  const micros = String((number * 104_729) % 1_000).padStart(3, '0');
  const at = new Date(number * EVERY_MS).toISOString();
  return {
    gtid: `${UUID}:${number % 1_000_000}`,
    committedAt: at.replace('Z', `${micros}Z`),
  };
}
