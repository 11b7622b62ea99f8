import { Call } from '../connection';
import { RenewedAccount } from '../types';
import { refuseToLockLogins } from './refuseToLockLogins';

/**
 * Lets each account log in with its next password beside the one that holds. One statement changes all accounts, so one
 * acknowledgement is waited for (https://dev.mysql.com/doc/refman/9.7/en/password-management.html#dual-passwords).
 *
 * RETAIN keeps whatever is the newest as the old one, and a replica that was started with both has the next already: so
 * the one that holds is said first, which leaves both on every server, from wherever it begins.
 */
export async function renewPasswords(
  call: Call,
  accounts: readonly RenewedAccount[],
  accepts: (user: string, password: string) => Promise<boolean>,
): Promise<void> {
  const looked = await Promise.all(
    accounts.map(async account => ({
      ...account,
      holds: await accepts(account.user, account.password),
      renewed: await accepts(account.user, account.next),
    })),
  );
  const due = looked.filter(({ holds, renewed }) => !holds || !renewed);
  if (due.length === 0) return;
  await refuseToLockLogins(call);
  const next = due.map(account => ({
    user: account.user,
    password: account.next,
  }));
  // One of a later version of mysql-ha may not be there yet: bootstrap.sql gives it its rights.
  const unknown = due.filter(({ holds, renewed }) => !holds && !renewed);
  if (unknown.length > 0) {
    await change(call, 'CREATE USER IF NOT EXISTS', unknown, '');
  }
  await change(call, 'ALTER USER', due, '');
  await change(call, 'ALTER USER', next, ' RETAIN CURRENT PASSWORD');
}

/** Lets these accounts log in with their newest password alone. */
export async function discardOldPasswords(
  call: Call,
  users: readonly string[],
): Promise<void> {
  if (users.length === 0) return;
  await refuseToLockLogins(call);
  await call.query(
    `ALTER USER IF EXISTS ${users
      .map(() => "?@'%' DISCARD OLD PASSWORD")
      .join(', ')}`,
    users,
  );
}

async function change(
  call: Call,
  verb: 'CREATE USER IF NOT EXISTS' | 'ALTER USER',
  logins: readonly { readonly user: string; readonly password: string }[],
  clause: string,
): Promise<void> {
  const each = logins.map(() => `?@'%' IDENTIFIED BY ?${clause}`).join(', ');
  await call.query(
    `${verb} ${each}`,
    logins.flatMap(({ user, password }) => [user, password]),
    logins.map(({ password }) => password),
  );
}
