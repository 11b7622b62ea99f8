import assert from 'node:assert/strict';
import { NOT_COMMANDING } from '../notCommanding';
import { ContractCase } from './ContractCase';
import { failureOf } from './expectations';

const RECORD = [
  {
    schema: 'shop',
    name: 'it`s nightly',
    lastAltered: '2026-01-01 12:00:00',
    enabled: true,
  },
  { schema: 'shop', name: 'off', lastAltered: '2026-01-01', enabled: false },
];

/** Scheduled events. */
export const scheduledEvents: readonly ContractCase[] = [
  {
    title:
      'the record of events is written, replaced and replicated, by who commands alone',
    async run({ primary, replicas: [replica] }) {
      assert.deepEqual(await primary.mysql.recordedEvents(), []);
      const refused = await failureOf(primary.mysql.recordEvents(RECORD));
      assert.equal(refused.code, NOT_COMMANDING);
      await primary.mysql.takeCommand();
      await primary.mysql.recordEvents(RECORD);
      assert.deepEqual(await primary.mysql.recordedEvents(), RECORD);
      await primary.mysql.recordEvents(RECORD.slice(1));
      const { gtidExecuted } = await primary.mysql.facts();
      await replica.mysql.waitForApplied(gtidExecuted, 5);
      assert.deepEqual(await replica.mysql.recordedEvents(), RECORD.slice(1));
    },
  },
  {
    title:
      'the scheduler starts on the writable primary of the term, and nowhere else',
    async run({ primary, replicas: [replica] }) {
      const { mysql } = primary;
      await Promise.all([mysql.takeCommand(), replica.mysql.takeCommand()]);
      await mysql.writeTerm(3);
      await mysql.setVariable('event_scheduler', 'OFF');
      const { scheduler, events } = await mysql.scheduledEvents();
      assert.deepEqual([scheduler, events], ['stopped', []]);
      const early = await failureOf(mysql.startEventScheduler(4));
      assert.equal(early.code, 'MYSQLHA_NOT_LEADING');
      await mysql.startEventScheduler(3);
      assert.equal((await mysql.scheduledEvents()).scheduler, 'running');
      const { gtidExecuted } = await mysql.facts();
      await replica.mysql.waitForApplied(gtidExecuted, 5);
      const elsewhere = await failureOf(replica.mysql.startEventScheduler(3));
      assert.equal(elsewhere.code, 'MYSQLHA_NOT_LEADING');
    },
  },
];
