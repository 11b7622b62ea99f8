import assert from 'node:assert/strict';
import { ContractCase } from './ContractCase';
import { NOT_COMMANDING } from '../notCommanding';
import { failureOf } from './expectations';

const APP = {
  username: 'shop',
  password: 'it\'s `a` \\ "secret"',
  database: 'shop',
};

/** Accounts, heartbeats and variables. */
export const writing: readonly ContractCase[] = [
  {
    title:
      'the app can log in, on the replicas too, and a second look writes nothing',
    async run({ primary, replicas: [replica] }) {
      await primary.mysql.takeCommand();
      await primary.mysql.ensureAppUser(APP);
      const first = await primary.mysql.facts();
      assert.equal(await primary.canLogIn(APP), true);
      await primary.mysql.ensureAppUser(APP);
      const second = await primary.mysql.facts();
      assert.equal(
        second.gtidExecuted.toString(),
        first.gtidExecuted.toString(),
      );
      await replica.mysql.waitForApplied(second.gtidExecuted, 5);
      assert.equal(await replica.canLogIn(APP), true);
    },
  },
  {
    title: 'a changed password is put right',
    async run({ primary }) {
      const changed = { ...APP, password: 'another' };
      await primary.mysql.takeCommand();
      await primary.mysql.ensureAppUser(APP);
      await primary.mysql.ensureAppUser(changed);
      assert.equal(await primary.canLogIn(changed), true);
      assert.equal(await primary.canLogIn(APP), false);
    },
  },
  {
    title:
      'an account takes a next password beside the one that holds, on the replicas too, and then the next alone',
    async run({ primary, replicas: [replica] }) {
      const { username: user, password } = APP;
      const account = { user, password, next: 'the next' };
      const accepted = async ({ mysql }: typeof primary) => [
        await mysql.accepts({ user, password }),
        await mysql.accepts({ user, password: account.next }),
      ];
      await primary.mysql.takeCommand();
      await primary.mysql.ensureAppUser(APP);
      assert.deepEqual(await accepted(primary), [true, false]);
      await primary.mysql.renewPasswords([account]);
      const { gtidExecuted } = await primary.mysql.facts();
      assert.deepEqual(await accepted(primary), [true, true]);
      await primary.mysql.renewPasswords([account]);
      await primary.mysql.ensureAppUser({ ...APP, password: account.next });
      assert.equal(
        (await primary.mysql.facts()).gtidExecuted.toString(),
        gtidExecuted.toString(),
      );
      await replica.mysql.waitForApplied(gtidExecuted, 5);
      assert.deepEqual(await accepted(replica), [true, true]);
      const refused = await failureOf(
        primary.rival.discardOldPasswords([user]),
      );
      assert.equal(refused.code, NOT_COMMANDING);
      await primary.mysql.discardOldPasswords([user]);
      assert.deepEqual(await accepted(primary), [false, true]);
    },
  },
  {
    title:
      'a heartbeat commits on the primary, and fails on a replica and behind a fence',
    async run({ primary, replicas: [replica] }) {
      await primary.mysql.takeCommand();
      await primary.mysql.ensureAppUser(APP);
      const before = await primary.mysql.facts();
      await primary.mysql.writeHeartbeat();
      await primary.mysql.writeHeartbeat();
      const after = await primary.mysql.facts();
      assert.equal(after.gtidExecuted.subtract(before.gtidExecuted).count(), 2);
      const onReplica = await failureOf(replica.mysql.writeHeartbeat());
      assert.equal(onReplica.kind, 'other');
      await primary.mysql.fence();
      const cutOff = await failureOf(primary.mysql.writeHeartbeat());
      const refused = await failureOf(primary.mysql.writeHeartbeat());
      assert.ok(['offline', 'reset'].includes(cutOff.kind), cutOff.kind);
      assert.equal(refused.kind, 'offline');
    },
  },
  {
    title:
      'the record of members is written, replaced and replicated, by who commands alone',
    async run({ primary, replicas: [replica] }) {
      const first = {
        cluster: '5f0c7a1e-0000-4000-8000-000000000001',
        term: 3,
        revision: 7,
        members: ['orders-0', 'orders-1'],
        waitFor: 1,
        lowestWaitFor: 0,
      };
      const second = {
        cluster: first.cluster,
        term: 3,
        revision: 8,
        members: ['orders-0', 'orders-1', 'orders-2'],
        waitFor: 1,
      };
      const refused = await failureOf(primary.mysql.writeMembers(first));
      assert.equal(refused.code, NOT_COMMANDING);
      await primary.mysql.takeCommand();
      assert.equal((await primary.mysql.facts()).members, undefined);
      await primary.mysql.writeMembers(first);
      assert.deepEqual((await primary.mysql.facts()).members, first);
      await primary.mysql.writeMembers(second);
      const { gtidExecuted, members } = await primary.mysql.facts();
      assert.deepEqual(members, second);
      await replica.mysql.waitForApplied(gtidExecuted, 5);
      assert.deepEqual((await replica.mysql.facts()).members, second);
    },
  },
  {
    title: 'variables are read and set, and a static one says so',
    async run({ primary }) {
      await primary.mysql.takeCommand();
      assert.equal(
        await primary.mysql.setVariable('max_connections', '77'),
        'set',
      );
      assert.deepEqual(
        await primary.mysql.variables(['max_connections', 'no_such_variable']),
        { max_connections: '77' },
      );
      assert.equal(
        await primary.mysql.setVariable('lower_case_table_names', '1'),
        'static',
      );
      const unknown = await failureOf(
        primary.mysql.setVariable('no_such_variable', '1'),
      );
      assert.equal(unknown.code, 'ER_UNKNOWN_SYSTEM_VARIABLE');
    },
  },
];
