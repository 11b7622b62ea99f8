import { replacedBecause } from '../judge';
import { Scenario } from '../Scenario';
import { takeSpace } from './volume';

/** mysqld waits for somebody to make room, and every commit with it; the others have room. */
export const diskFull: Scenario = {
  name: 'disk-full',
  what: 'the primary’s volume is filled to the last byte, and freed again',
  writesReturn: 'during',
  newPrimary: true,
  within: 120,
  holdSeconds: 3,
  short: false,
  // mysqld may also end, where it needs a new file: a binary log that can't be written stops it (binlog_error_action).
  judge: replacedBecause(/^the disk of .* is full$|^\S+ is dead$/),
  inject: async ({ database, primary }) => takeSpace(database, primary, 0),
};
