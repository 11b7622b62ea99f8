import assert from 'node:assert/strict';
import { ConnectionFailure, MySqlError } from '../MySqlError';
import { CommitOutcome, Member, Trio } from './Trio';

/** Awaits the failure of a call of the adapter. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<ConnectionFailure> {
  try {
    await call;
  } catch (error) {
    if (error instanceof MySqlError) {
      return error.failure;
    }
    throw error;
  }
  throw new assert.AssertionError({
    message: 'the call succeeded, and should have failed',
  });
}

/** Waits until the client was told this. */
export function told(
  trio: Trio,
  commit: () => CommitOutcome,
  outcome: CommitOutcome,
): Promise<void> {
  return trio.eventually(
    `the client is told ${outcome}`,
    async () => commit() === outcome,
  );
}

/** Waits until the server can be asked again. */
export function answers(trio: Trio, member: Member): Promise<void> {
  return trio.eventually(`${member.mysql.name} answers`, () =>
    member.mysql.facts().then(
      () => true,
      () => false,
    ),
  );
}

/** Makes both replicas unable to acknowledge; a commit on the primary then waits. */
export async function stopAcknowledgements(trio: Trio): Promise<void> {
  for (const { mysql } of trio.replicas) {
    await mysql.takeCommand();
    await mysql.stopReceiving();
  }
}

/** A commit that waits for its acknowledgement on the primary. */
export async function waitingCommit(trio: Trio): Promise<() => CommitOutcome> {
  await stopAcknowledgements(trio);
  const commit = await trio.primary.commit();
  await trio.eventually('a session waits for an acknowledgement', async () => {
    const { semiSyncSource } = await trio.primary.mysql.facts();
    return semiSyncSource.waitingSessions === 1;
  });
  assert.equal(commit(), 'waiting');
  return commit;
}
