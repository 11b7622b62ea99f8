import assert from 'node:assert/strict';
import { ContractCase } from './ContractCase';
import { answers, failureOf, told, waitingCommit } from './expectations';

/** The steps of a change of primary, and what else is done to instances. */
export const failover: readonly ContractCase[] = [
  {
    title:
      'a replica takes over from a killed primary, and the other follows it',
    async run(trio) {
      const { primary, replicas } = trio;
      const [winner, other] = replicas;
      const lost = await waitingCommit(trio);
      await primary.crash();
      await told(trio, lost, 'lost');
      await winner.mysql.forgetSource();
      await winner.mysql.setSemiSyncSource(1);
      await winner.mysql.makeWritable();
      const term = winner.mysql.writeTerm(2);
      await other.mysql.followSource(winner.address, { acknowledge: true });
      await term;
      const { gtidExecuted, serverUuid, replica } = await winner.mysql.facts();
      assert.equal(replica, undefined);
      await other.mysql.waitForApplied(gtidExecuted, 5);
      for (const { mysql } of replicas) {
        assert.deepEqual((await mysql.facts()).term, {
          term: 2,
          primaryUuid: serverUuid,
        });
      }
      await told(trio, await winner.commit(), 'ok');
      await answers(trio, primary);
      const back = await primary.mysql.facts();
      assert.equal(back.gtidExecuted.compare(gtidExecuted), 'diverged');
    },
  },
  {
    title: 'a drained primary is closed, and follows its successor',
    async run(trio) {
      const { primary, replicas } = trio;
      const [successor] = replicas;
      await told(trio, await primary.commit(), 'ok');
      await primary.mysql.takeCommand();
      await primary.mysql.makeReadOnly();
      const { gtidExecuted } = await primary.mysql.facts();
      await successor.mysql.waitForApplied(gtidExecuted, 5);
      await successor.mysql.takeCommand();
      await Promise.all([
        primary.mysql.fence({ drained: true }),
        successor.mysql.forgetSource(),
      ]);
      const closed = await primary.mysql.facts();
      assert.equal(closed.readOnly && closed.superReadOnly, true);
      assert.equal(closed.offlineMode, true);
      assert.equal(closed.semiSyncSource.enabled, false);
      await primary.mysql.followSource(successor.address, {
        acknowledge: true,
      });
      await primary.mysql.liftOfflineMode();
      await successor.mysql.setSemiSyncSource(1);
      await successor.mysql.makeWritable();
      await told(trio, await successor.commit(), 'ok');
    },
  },
  {
    title: 'changing the source keeps what was received and is not applied',
    async run(trio) {
      const [replica, next] = trio.replicas;
      await replica.mysql.takeCommand();
      await replica.holdApplier();
      await told(trio, await trio.primary.commit(), 'ok');
      await trio.eventually('the replica received it', async () => {
        const { replica: own, gtidExecuted } = await replica.mysql.facts();
        return own !== undefined && !gtidExecuted.contains(own.received);
      });
      const before = await replica.mysql.facts();
      await replica.mysql.followSource(next.address, { acknowledge: false });
      const after = await replica.mysql.facts();
      assert.equal(
        after.replica?.received.contains(
          before.replica?.received ?? after.gtidExecuted,
        ),
        true,
      );
      assert.equal(after.replica?.sourceHost, next.address.host);
      await replica.releaseApplier();
      const { gtidExecuted } = await trio.primary.mysql.facts();
      await replica.mysql.waitForApplied(gtidExecuted, 5);
    },
  },
  {
    title:
      'a replica of which the source was away for seconds comes back by itself',
    async run(trio) {
      const [replica] = trio.replicas;
      await trio.primary.freeze();
      await trio.pass(6000);
      await trio.primary.thaw();
      await trio.eventually('the receiver is ON', async () => {
        const { replica: own } = await replica.mysql.facts();
        return own?.receiver === 'ON';
      });
      await answers(trio, trio.primary);
      await told(trio, await trio.primary.commit(), 'ok');
    },
  },
  {
    title: 'receiving without a source fails and says so',
    async run({ primary }) {
      await primary.mysql.takeCommand();
      const failure = await failureOf(
        primary.mysql.startReceiving({ acknowledge: true }),
      );
      assert.equal(failure.kind, 'other');
    },
  },
  {
    title:
      'one that led, and is elected again, has nothing to apply and no source to forget',
    async run({ primary }) {
      await primary.mysql.takeCommand();
      await primary.mysql.startApplying();
      const { gtidExecuted } = await primary.mysql.facts();
      await primary.mysql.waitForApplied(gtidExecuted, 10);
      await primary.mysql.forgetSource();
      const { replica } = await primary.mysql.facts();
      assert.equal(replica, undefined);
    },
  },
  {
    title: 'ended dump threads come back',
    async run(trio) {
      const { serverUuid } = await trio.replicas[0].mysql.facts();
      await trio.primary.mysql.takeCommand();
      await trio.primary.mysql.endDumpThreads([serverUuid]);
      await trio.eventually('both replicas are connected', async () => {
        const { semiSyncSource } = await trio.primary.mysql.facts();
        return semiSyncSource.clients === 2;
      });
      await told(trio, await trio.primary.commit(), 'ok');
    },
  },
  {
    title: 'a clone replaces all data, and then follows',
    async run(trio) {
      const { primary, replicas } = trio;
      const [recipient, donor] = replicas;
      await told(trio, await primary.commit(), 'ok');
      const { gtidExecuted, serverUuid } = await primary.mysql.facts();
      await donor.mysql.waitForApplied(gtidExecuted, 5);
      await recipient.mysql.takeCommand();
      await recipient.mysql.forgetSource();
      await recipient.mysql.cloneFrom(donor.donor);
      await answers(trio, recipient);
      assert.equal(await recipient.mysql.cloneProgress(), undefined);
      const cloned = await recipient.mysql.facts();
      assert.equal(cloned.gtidExecuted.toString(), gtidExecuted.toString());
      assert.equal(cloned.superReadOnly, true);
      await recipient.mysql.takeCommand();
      await recipient.mysql.followSource(primary.address, {
        acknowledge: true,
      });
      await trio.eventually('it acknowledges', async () => {
        const facts = await recipient.mysql.facts();
        return facts.acknowledging && facts.replica?.sourceUuid === serverUuid;
      });
      await told(trio, await primary.commit(), 'ok');
      const now = await primary.mysql.facts();
      await recipient.mysql.waitForApplied(now.gtidExecuted, 5);
    },
  },
];
