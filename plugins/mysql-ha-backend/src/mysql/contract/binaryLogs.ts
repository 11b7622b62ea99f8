import assert from 'node:assert/strict';
import { BinaryLog } from '../binaryLogs';
import { MySqlInstance } from '../types';
import { ContractCase } from './ContractCase';
import { failureOf, told, waitingCommit } from './expectations';

const APP = { username: 'shop', password: 'secret', database: 'shop' };

/** A file for each of two heartbeats, and one that is written. */
async function threeFiles(
  mysql: MySqlInstance,
): Promise<readonly [BinaryLog, BinaryLog, BinaryLog]> {
  await mysql.takeCommand();
  await mysql.ensureAppUser(APP);
  await mysql.writeHeartbeat();
  await mysql.rotateBinaryLog();
  await mysql.writeHeartbeat();
  await mysql.rotateBinaryLog();
  await mysql.writeHeartbeat();
  const [last, middle, first] = [...(await mysql.binaryLogs())].reverse();
  return [first, middle, last];
}

/** What a server’s own binary logs are, and how they go. */
export const binaryLogs: readonly ContractCase[] = [
  {
    title:
      'each file begins after what stands in those before it, and the last one grows',
    async run({ primary }) {
      const [, middle, last] = await threeFiles(primary.mysql);
      const { gtidExecuted } = await primary.mysql.facts();
      assert.equal(
        last.begins?.subtract(middle.begins ?? last.begins).count(),
        1,
      );
      assert.equal(
        last.begins && gtidExecuted.subtract(last.begins).count(),
        1,
      );
      assert.ok(last.bytes > 0);
    },
  },
  {
    title:
      'those before a file are purged once no replica reads them, and gtid_purged says so',
    async run({ primary, eventually }) {
      const [, , last] = await threeFiles(primary.mysql);
      await eventually('only the last one is left', async () => {
        await primary.mysql.purgeBinaryLogs(last.name);
        const left = await primary.mysql.binaryLogs();
        return left.length === 1 && left[0]?.name === last.name;
      });
      const { gtidPurged } = await primary.mysql.facts();
      assert.equal(gtidPurged.toString(), last.begins?.toString());
    },
  },
  {
    title: 'a replica that is away and lacks them is refused from then on',
    async run({ primary, replicas: [away], eventually }) {
      await away.mysql.takeCommand();
      await away.mysql.stopReceiving();
      const [, , last] = await threeFiles(primary.mysql);
      await eventually('only the last one is left', async () => {
        await primary.mysql.purgeBinaryLogs(last.name);
        return (await primary.mysql.binaryLogs()).length === 1;
      });
      await away.mysql.startReceiving({ acknowledge: false });
      await eventually('it is refused', async () => {
        const { replica } = await away.mysql.facts();
        return replica?.receiverError?.code === 13114;
      });
    },
  },
  {
    title: 'only who commands purges and rotates; anybody may look',
    async run({ primary }) {
      const [, , last] = await threeFiles(primary.mysql);
      assert.ok((await primary.rival.binaryLogs()).length >= 3);
      const purged = await failureOf(primary.rival.purgeBinaryLogs(last.name));
      const rotated = await failureOf(primary.rival.rotateBinaryLog());
      assert.equal(purged.code, 'MYSQLHA_NOT_COMMANDING');
      assert.equal(rotated.code, 'MYSQLHA_NOT_COMMANDING');
    },
  },
  {
    title:
      'while a commit waits a rotation hangs, and looking at binary logs behind it; an acknowledgement releases all',
    async run(trio) {
      const { mysql } = trio.primary;
      await mysql.takeCommand();
      const commit = await waitingCommit(trio);
      assert.ok((await mysql.binaryLogs()).length > 0);
      assert.equal((await failureOf(mysql.rotateBinaryLog())).kind, 'timeout');
      assert.equal((await failureOf(mysql.binaryLogs())).kind, 'timeout');
      await trio.replicas[0].mysql.startReceiving({ acknowledge: true });
      await told(trio, commit, 'ok');
      await trio.eventually('they can be looked at', () =>
        mysql.binaryLogs().then(
          () => true,
          () => false,
        ),
      );
    },
  },
  {
    title: 'nothing fetched is nothing to forget',
    async run({ replicas: [replica] }) {
      await replica.mysql.takeCommand();
      await replica.mysql.forgetFetched();
      await replica.mysql.forgetFetched();
    },
  },
];
