import assert from 'node:assert/strict';
import { ContractCase } from './ContractCase';
import {
  answers,
  failureOf,
  stopAcknowledgements,
  told,
  waitingCommit,
} from './expectations';

/** What happens while a commit waits for its acknowledgement: the ground that the design stands on. */
export const waiting: readonly ContractCase[] = [
  {
    title: 'without an acknowledgement a commit waits, and is not executed',
    async run(trio) {
      const before = await trio.primary.mysql.facts();
      const commit = await waitingCommit(trio);
      const { gtidExecuted } = await trio.primary.mysql.facts();
      assert.equal(gtidExecuted.toString(), before.gtidExecuted.toString());
      const [replica] = trio.replicas;
      assert.equal((await replica.mysql.facts()).acknowledging, false);
      await replica.mysql.startReceiving({ acknowledge: true });
      await told(trio, commit, 'ok');
    },
  },
  {
    title:
      'a replica that received it without acknowledging does not acknowledge it until the next commit',
    async run(trio) {
      const commit = await waitingCommit(trio);
      const [replica] = trio.replicas;
      const before = await replica.mysql.facts();
      await replica.mysql.startReceiving({ acknowledge: false });
      await trio.eventually('the replica received it', async () => {
        const { replica: own } = await replica.mysql.facts();
        return own?.received.subtract(before.gtidExecuted).count() === 1;
      });
      await replica.mysql.startReceiving({ acknowledge: true });
      await trio.eventually(
        'the replica acknowledges again',
        async () => (await replica.mysql.facts()).acknowledging,
      );
      await trio.pass(500);
      assert.equal(commit(), 'waiting');
      await told(trio, await trio.primary.commit(), 'ok');
      await told(trio, commit, 'ok');
    },
  },
  {
    title:
      'the fence cuts the client off, ends the wait and leaves the server read-only; nobody is told OK',
    async run(trio) {
      const commit = await waitingCommit(trio);
      await trio.primary.mysql.takeCommand();
      await trio.primary.mysql.fence();
      await told(trio, commit, 'lost');
      const facts = await trio.primary.mysql.facts();
      assert.equal(facts.readOnly && facts.superReadOnly, true);
      assert.equal(facts.offlineMode, true);
      assert.equal(facts.semiSyncSource.enabled, false);
      assert.equal(facts.semiSyncSource.waitingSessions, 0);
      const refused = await trio.primary.commit();
      await told(trio, refused, 'refused');
      await trio.primary.mysql.liftOfflineMode();
      assert.equal((await trio.primary.mysql.facts()).offlineMode, false);
    },
  },
  {
    title:
      'making read-only hangs behind it; given up, it is undone and the commit still waits',
    async run(trio) {
      const commit = await waitingCommit(trio);
      const [replica] = trio.replicas;
      await trio.primary.mysql.takeCommand();
      const call = failureOf(trio.primary.mysql.makeReadOnly());
      await trio.eventually('super_read_only reads 1', async () => {
        const facts = await trio.primary.mysql.facts();
        return facts.superReadOnly && !facts.readOnly;
      });
      const failure = await call;
      assert.equal(failure.kind, 'timeout', failure.message);
      await trio.eventually('super_read_only reads 0 again', async () => {
        const facts = await trio.primary.mysql.facts();
        return !facts.superReadOnly && !facts.readOnly;
      });
      assert.equal(commit(), 'waiting');
      await replica.mysql.startReceiving({ acknowledge: true });
      await told(trio, commit, 'ok');
      await trio.primary.mysql.takeCommand();
      await trio.primary.mysql.makeReadOnly();
      const facts = await trio.primary.mysql.facts();
      assert.equal(facts.superReadOnly && facts.readOnly, true);
    },
  },
  {
    title:
      'a fence that takes the primary for drained hangs behind it; given up, semi-sync is still on and nobody is told OK',
    async run(trio) {
      const commit = await waitingCommit(trio);
      await trio.primary.mysql.takeCommand();
      const failure = await failureOf(
        trio.primary.mysql.fence({ drained: true }),
      );
      assert.equal(failure.kind, 'timeout', failure.message);
      const { semiSyncSource, offlineMode } = await trio.primary.mysql.facts();
      assert.equal(semiSyncSource.enabled, true);
      assert.equal(offlineMode, false);
      assert.equal(commit(), 'waiting');
      await trio.primary.mysql.takeCommand();
      await trio.primary.mysql.fence();
      await told(trio, commit, 'lost');
    },
  },
  {
    title: 'SIGTERM tells the client OK although no replica has it',
    async run(trio) {
      const commit = await waitingCommit(trio);
      await trio.primary.terminate();
      await told(trio, commit, 'ok');
    },
  },
  {
    title:
      'semi-sync switched off tells the client OK although no replica has it',
    async run(trio) {
      const commit = await waitingCommit(trio);
      await trio.primary.mysql.takeCommand();
      await trio.primary.mysql.setSemiSyncSource(0);
      await told(trio, commit, 'ok');
    },
  },
  {
    title:
      'a killed primary comes back with the transaction committed, on no replica',
    async run(trio) {
      const before = await trio.primary.mysql.facts();
      const commit = await waitingCommit(trio);
      await trio.primary.crash();
      await told(trio, commit, 'lost');
      await answers(trio, trio.primary);
      const after = await trio.primary.mysql.facts();
      assert.equal(after.gtidExecuted.subtract(before.gtidExecuted).count(), 1);
      assert.equal(after.superReadOnly, true);
    },
  },
  {
    title: 'a heartbeat that waits does not keep the commanding lock busy',
    async run(trio) {
      await trio.primary.mysql.takeCommand();
      await trio.primary.mysql.ensureAppUser({
        username: 'shop',
        password: 'first',
        database: 'shop',
      });
      await stopAcknowledgements(trio);
      const failure = await failureOf(trio.primary.mysql.writeHeartbeat());
      assert.equal(failure.kind, 'timeout', failure.message);
      const late = await failureOf(trio.primary.mysql.writeTerm(3));
      assert.equal(late.kind, 'timeout', late.message);
      await trio.primary.rival.takeCommand();
      await trio.primary.rival.setSemiSyncSource(2);
    },
  },
];
