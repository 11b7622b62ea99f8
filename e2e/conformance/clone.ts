import type { Mysqld } from './mysqld';
import { expect } from './scene';

/** Has the recipient take the donor’s data, on a connection of its own; mysqld ends before that is answered. */
export async function clone(recipient: Mysqld, donor: Mysqld): Promise<void> {
  await recipient.run(
    'SET GLOBAL super_read_only=OFF',
    `SET GLOBAL clone_valid_donor_list='127.0.0.1:${donor.port}'`,
  );
  const session = await recipient.connect('root');
  await session.query(cloneStatement(donor));
}

/** The statement by which {@link clone} asks for them. */
export function cloneStatement(donor: Mysqld): string {
  return `CLONE INSTANCE FROM 'repl'@'127.0.0.1':${donor.port} IDENTIFIED BY ''`;
}

/** A clone has ended when the recipient’s mysqld ends for its restart, which nobody but the test gives it. */
export async function cloned(recipient: Mysqld): Promise<void> {
  await recipient.ended();
  expect(recipient.exitCode).toBe(16);
  await recipient.start();
}
