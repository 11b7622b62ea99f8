/** What CLONE does to an instance that takes another's data. */
import { clone, cloned, cloneStatement } from './clone';
import type { Mysqld } from './mysqld';
import { expect, insert, receiver, test } from './scene';
import { caughtUp, executed, type Trio } from './trio';
import { until } from './until';

async function sacrifice(
  trio: Trio,
): Promise<{ donor: Mysqld; recipient: Mysqld }> {
  const [donor, recipient] = trio.replicas;
  await trio.primary.run("CREATE USER 'copied'@'%' IDENTIFIED BY 'x'");
  await (await insert(trio.primary, 'cloned')).outcome();
  await caughtUp(donor, trio.primary);
  await recipient.run(
    'STOP REPLICA',
    'RESET REPLICA ALL',
    'SET GLOBAL super_read_only=OFF',
    'SET SESSION sql_log_bin=0',
    'CREATE DATABASE own',
    'SET GLOBAL super_read_only=ON',
  );
  return { donor, recipient };
}

test.describe('CLONE INSTANCE from a current replica', () => {
  test('is refused under super_read_only=ON; read_only=ON alone lets it begin', async ({
    trio,
  }) => {
    const { donor, recipient } = await sacrifice(trio);
    await recipient.run(
      `SET GLOBAL clone_valid_donor_list='127.0.0.1:${donor.port}'`,
    );
    await expect(recipient.rows(cloneStatement(donor))).rejects.toMatchObject({
      errno: 1290,
    });
    await recipient.run('SET GLOBAL super_read_only=OFF');
    expect(await recipient.value('SELECT @@read_only')).toBe(1);
    await clone(recipient, donor).catch(() => undefined);
    await recipient.ended();
    expect(recipient.exitCode).toBe(16);
  });

  test('ends with exit code 16; the recipient has the data, users and GTID set of the donor, keeps its server_uuid, and follows on', async ({
    trio,
  }) => {
    const { donor, recipient } = await sacrifice(trio);
    const uuid = await recipient.value('SELECT @@server_uuid');
    await clone(recipient, donor).catch((error: { code?: string }) => {
      if (
        error.code !== 'PROTOCOL_CONNECTION_LOST' &&
        error.code !== 'ECONNRESET'
      )
        throw error;
    });
    await cloned(recipient);
    expect(await recipient.value('SELECT @@server_uuid')).toBe(uuid);
    expect(
      await recipient.value(
        "SELECT COUNT(*) FROM mysql.user WHERE user='copied'",
      ),
    ).toBe(1);
    expect(
      await recipient.value(
        "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME='own'",
      ),
    ).toBe(0);
    expect(await executed(recipient)).toBe(await executed(trio.primary));
    expect(await recipient.value('SELECT @@super_read_only')).toBe(1);
    await recipient.follow(trio.primary);
    await (await insert(trio.primary, 'after the clone')).outcome();
    await caughtUp(recipient, trio.primary);
  });

  test("copies the donor's replication channel too, which stays stopped", async ({
    trio,
  }) => {
    const { donor, recipient } = await sacrifice(trio);
    await clone(recipient, donor).catch(() => undefined);
    await cloned(recipient);
    expect(await receiver(recipient)).toMatchObject({ SERVICE_STATE: 'OFF' });
    expect(
      await recipient.value(
        'SELECT PORT FROM performance_schema.replication_connection_configuration',
      ),
    ).toBe(trio.primary.port);
  });

  test('with nobody who restarts mysqld it ends in error 3707, and the data is there at the next start', async ({
    trio,
  }) => {
    const { donor, recipient } = await sacrifice(trio);
    await recipient.kill();
    recipient.managed = false;
    await recipient.start();
    await expect(clone(recipient, donor)).rejects.toMatchObject({
      errno: 3707,
    });
    await until('it shut down', () => !recipient.running);
    await recipient.start();
    expect(await executed(recipient)).toBe(await executed(trio.primary));
  });
});
