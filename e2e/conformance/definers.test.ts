/** Accounts that views name as their definer: an application’s, after its database was restored. */
import { createConnection } from 'mysql2/promise';
import { expect, test } from '@playwright/test';
import { startMysqlds } from './mysqld';

test('CREATE USER of an account that a view names as its definer needs ALLOW_NONEXISTENT_DEFINER, also when the account is there', async () => {
  const [server] = await startMysqlds(1);
  if (!server) throw new Error('one was asked for');
  try {
    await server.run(
      'SET GLOBAL super_read_only=OFF',
      'SET GLOBAL read_only=OFF',
      'CREATE DATABASE app',
      "CREATE DEFINER='app'@'%' SQL SECURITY DEFINER VIEW app.v AS SELECT 1",
      "CREATE USER 'operator'@'%' IDENTIFIED BY ''",
      "GRANT CREATE USER ON *.* TO 'operator'@'%' WITH GRANT OPTION",
      "GRANT SET_ANY_DEFINER, SYSTEM_USER ON *.* TO 'operator'@'%'",
    );
    const create = async () => {
      const operator = await createConnection({
        host: '127.0.0.1',
        port: server.port,
        user: 'operator',
      });
      try {
        await operator.query(
          "CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED BY ''",
        );
      } finally {
        operator.destroy();
      }
    };
    const refused = /referenced as a definer account in a view/;
    await expect(create()).rejects.toThrow(refused);
    await server.run("DROP USER 'app'@'%'");
    await expect(create()).rejects.toThrow(refused);
    await server.run(
      "GRANT ALLOW_NONEXISTENT_DEFINER ON *.* TO 'operator'@'%'",
    );
    await create();
    await create();
  } finally {
    await server.remove();
  }
});
