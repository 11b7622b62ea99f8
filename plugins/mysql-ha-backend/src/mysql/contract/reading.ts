import assert from 'node:assert/strict';
import { GtidSet } from '../gtid';
import { ContractCase } from './ContractCase';
import { answers, failureOf, told } from './expectations';

/** What a probe says. */
export const reading: readonly ContractCase[] = [
  {
    title: 'facts tell a healthy primary from its replicas',
    async run({ primary, replicas }) {
      const facts = await primary.mysql.facts();
      const uuids = await Promise.all(
        replicas.map(async ({ mysql }) => (await mysql.facts()).serverUuid),
      );
      assert.equal(
        facts.readOnly || facts.superReadOnly || facts.offlineMode,
        false,
      );
      assert.deepEqual(facts.semiSyncSource, {
        enabled: true,
        waitFor: 1,
        clients: 2,
        waitingSessions: 0,
      });
      assert.equal(facts.replica, undefined);
      assert.deepEqual(
        facts.dumpThreads.map(({ serverUuid }) => serverUuid).sort(),
        [...uuids].sort(),
      );
      for (const { mysql } of replicas) {
        const own = await mysql.facts();
        assert.equal(own.superReadOnly, true);
        assert.equal(own.acknowledging, true);
        assert.equal(own.semiSyncReplicaEnabled, true);
        assert.equal(own.replica?.sourceUuid, facts.serverUuid);
        assert.equal(own.replica?.sourceHost, primary.address.host);
        assert.equal(own.replica?.sourcePort, primary.address.port);
        assert.equal(own.replica?.receiver, 'ON');
        assert.equal(own.replica?.applierOn, true);
        assert.equal(own.replica?.autoPosition, true);
        assert.equal(own.replica?.lagSeconds, 0);
      }
    },
  },
  {
    title: 'a commit reaches both replicas, and nothing lags then',
    async run(trio) {
      const commit = await trio.primary.commit();
      await told(trio, commit, 'ok');
      const { gtidExecuted } = await trio.primary.mysql.facts();
      assert.equal(gtidExecuted.isEmpty(), false);
      for (const { mysql } of trio.replicas) {
        await mysql.waitForApplied(gtidExecuted, 5);
        const facts = await mysql.facts();
        assert.equal(facts.gtidExecuted.contains(gtidExecuted), true);
        assert.equal(facts.replica?.lagSeconds, 0);
        assert.ok((facts.replica?.lastQueuedAgeSeconds ?? Infinity) < 5);
      }
    },
  },
  {
    title: 'what is received and not applied lags by the age of its commit',
    async run(trio) {
      const [replica] = trio.replicas;
      const before = await trio.primary.mysql.facts();
      await replica.holdApplier();
      await told(trio, await trio.primary.commit(), 'ok');
      await trio.pass(1500);
      const facts = await replica.mysql.facts();
      const lag = facts.replica?.lagSeconds ?? 0;
      assert.ok(lag >= 1.4 && lag < 5, `lag is ${lag} s`);
      assert.equal(facts.gtidExecuted.equals(before.gtidExecuted), true);
      assert.equal(
        facts.replica?.received.subtract(facts.gtidExecuted).count(),
        1,
      );
      await replica.releaseApplier();
      await trio.eventually(
        'the lag is gone',
        async () => (await replica.mysql.facts()).replica?.lagSeconds === 0,
      );
    },
  },
  {
    title:
      'waiting for what does not come ends in a timeout, and the next probe works',
    async run({ replicas: [replica] }) {
      const { serverUuid } = await replica.mysql.facts();
      const absent = GtidSet.parse(`${serverUuid}:9`);
      const failure = await failureOf(replica.mysql.waitForApplied(absent, 1));
      assert.equal(failure.kind, 'timeout', failure.message);
      await replica.mysql.facts();
    },
  },
  {
    title:
      'a death calls back at once and refuses, and the server boots read-only without replication',
    async run(trio) {
      const [replica] = trio.replicas;
      await replica.mysql.facts();
      const heard: string[] = [];
      replica.mysql.onDisconnect(({ kind }) => heard.push(kind));
      await replica.crash();
      await trio.eventually(
        'the listener is called',
        async () => heard.length > 0,
      );
      assert.deepEqual(heard, ['reset']);
      const failure = await failureOf(replica.mysql.facts());
      assert.equal(failure.kind, 'refused');
      await answers(trio, replica);
      const facts = await replica.mysql.facts();
      assert.equal(facts.superReadOnly && facts.readOnly, true);
      assert.equal(facts.semiSyncSource.enabled, false);
      assert.equal(facts.semiSyncReplicaEnabled, false);
      assert.equal(facts.acknowledging, false);
      assert.equal(facts.replica?.receiver, 'OFF');
      assert.equal(facts.replica?.applierOn, false);
    },
  },
  {
    title: 'a frozen server times out; its replicas hear no heartbeat any more',
    async run(trio) {
      const [replica] = trio.replicas;
      await trio.primary.mysql.facts();
      await trio.primary.freeze();
      const failure = await failureOf(trio.primary.mysql.facts());
      assert.equal(failure.kind, 'timeout', failure.message);
      await trio.eventually('the heartbeat is old', async () => {
        const { replica: own } = await replica.mysql.facts();
        return (
          (own?.heartbeatAgeSeconds ?? 0) > 1.5 ||
          own?.receiver === 'CONNECTING'
        );
      });
      await trio.primary.thaw();
      await answers(trio, trio.primary);
    },
  },
];
