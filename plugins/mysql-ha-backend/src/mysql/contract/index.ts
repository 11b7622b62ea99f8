/** What each implementation of the MySQL adapter does alike. */
import { binaryLogs } from './binaryLogs';
import { commanding } from './commanding';
import { ContractCase } from './ContractCase';
import { failover } from './failover';
import { reading } from './reading';
import { scheduledEvents } from './scheduledEvents';
import { waiting } from './waiting';
import { writing } from './writing';

/** All cases; each runs on a fresh {@link Trio}. */
export const mySqlContract: readonly ContractCase[] = [
  ...reading,
  ...commanding,
  ...waiting,
  ...failover,
  ...writing,
  ...binaryLogs,
  ...scheduledEvents,
];
export type { ContractCase } from './ContractCase';
export type { CommitOutcome, Member, Trio } from './Trio';
