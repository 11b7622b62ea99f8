import assert from 'node:assert/strict';
import { NOT_COMMANDING } from '../notCommanding';
import { ContractCase } from './ContractCase';
import { answers, failureOf } from './expectations';

/** Who may command. */
export const commanding: readonly ContractCase[] = [
  {
    title: 'a command without the commanding lock is refused and does nothing',
    async run({ primary }) {
      const failure = await failureOf(primary.mysql.makeReadOnly());
      assert.equal(failure.code, NOT_COMMANDING);
      assert.equal((await primary.mysql.facts()).superReadOnly, false);
    },
  },
  {
    title: 'a successor ends its predecessor, who then commands no more',
    async run({ primary }) {
      await primary.mysql.takeCommand();
      await primary.mysql.setSemiSyncSource(2);
      await primary.rival.takeCommand();
      await failureOf(primary.mysql.setSemiSyncSource(1));
      const again = await failureOf(primary.mysql.setSemiSyncSource(1));
      assert.equal(again.code, NOT_COMMANDING);
      const late = await failureOf(primary.mysql.writeTerm(7));
      assert.equal(late.code, NOT_COMMANDING);
      const facts = await primary.rival.facts();
      assert.equal(facts.semiSyncSource.waitFor, 2);
      assert.equal(facts.term, undefined);
      await primary.rival.setSemiSyncSource(1);
    },
  },
  {
    title: 'taking command twice keeps it',
    async run({ primary }) {
      await primary.mysql.takeCommand();
      await primary.mysql.takeCommand();
      await primary.mysql.setSemiSyncSource(1);
    },
  },
  {
    title: 'two who take command at once for one operator end nobody’s command',
    async run({ primary }) {
      const first = primary.mysql.takeCommand();
      const second = primary.mysql.takeCommand();
      await first;
      const command = primary.mysql.setSemiSyncSource(1);
      await Promise.all([second, command]);
      await primary.mysql.setSemiSyncSource(1);
    },
  },
  {
    title: 'a restarted server is not commanded before command is taken again',
    async run(trio) {
      const [replica] = trio.replicas;
      await replica.mysql.takeCommand();
      await replica.crash();
      await answers(trio, replica);
      await failureOf(replica.mysql.startReceiving({ acknowledge: true }));
      const again = await failureOf(
        replica.mysql.startReceiving({ acknowledge: true }),
      );
      assert.equal(again.code, NOT_COMMANDING);
      await replica.mysql.takeCommand();
      await replica.mysql.startReceiving({ acknowledge: true });
      await trio.eventually(
        'it acknowledges again',
        async () => (await replica.mysql.facts()).acknowledging,
      );
    },
  },
];
