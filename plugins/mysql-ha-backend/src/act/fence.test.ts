import { mockServices } from '@backstage/backend-test-utils';
import { ConnectionFailure, MySqlError, NOT_COMMANDING } from '../mysql';
import { ActContext, AuthorityLostError } from './ActContext';
import { fence } from './fence';

const LATE = { kind: 'timeout', code: 'ETIMEDOUT' } as const;
const UNCOMMANDED = { kind: 'other', code: NOT_COMMANDING } as const;
const REFUSED = { kind: 'refused', code: 'ECONNREFUSED' } as const;

/** What was done, where SQL and the login for another command end as said. */
async function done(
  sql: Omit<ConnectionFailure, 'message'> | undefined,
  login?: Omit<ConnectionFailure, 'message'>,
  assertAuthority = () => {},
): Promise<readonly string[]> {
  const acts: string[] = [];
  const act = (what: string, failure?: Omit<ConnectionFailure, 'message'>) => {
    acts.push(what);
    return failure
      ? Promise.reject(
          new MySqlError('orders-0', { ...failure, message: failure.code }),
        )
      : Promise.resolve();
  };
  const context = {
    logger: mockServices.logger.mock(),
    assertAuthority,
    instance: () => ({
      fence: () => act('closed by SQL', sql),
      takeCommand: () => act('logged in', login),
    }),
    supervisor: () => ({ fence: () => act('closed by its supervisor') }),
  } as Partial<Record<keyof ActContext, unknown>> as unknown as ActContext;
  try {
    await fence({ do: 'Fence', instance: 'orders-0' }, context);
  } catch (error) {
    acts.push(error instanceof Error ? error.message : String(error));
  }
  return acts;
}

describe('fence', () => {
  it('closes by SQL', async () => {
    expect(await done(undefined)).toEqual(['closed by SQL']);
  });

  it('asks the supervisor where SQL hangs', async () => {
    expect(await done(LATE)).toEqual([
      'closed by SQL',
      'closed by its supervisor',
    ]);
  });

  it('asks the supervisor where the command is lost and nobody can log in to take it again', async () => {
    expect(await done(UNCOMMANDED, LATE)).toEqual([
      'closed by SQL',
      'logged in',
      'closed by its supervisor',
    ]);
  });

  it('leaves it to the next look where the command can be taken again: all is read again before', async () => {
    expect(await done(UNCOMMANDED)).toEqual([
      'closed by SQL',
      'logged in',
      `orders-0: ${NOT_COMMANDING}`,
    ]);
  });

  it('leaves it to the next look where nothing hangs', async () => {
    expect(await done(REFUSED)).toEqual([
      'closed by SQL',
      'orders-0: ECONNREFUSED',
    ]);
    expect(await done(UNCOMMANDED, REFUSED)).toEqual([
      'closed by SQL',
      'logged in',
      `orders-0: ${NOT_COMMANDING}`,
    ]);
  });

  it('takes no command that a successor may have', async () => {
    const lost = () => {
      throw new AuthorityLostError('the Lease is lost');
    };
    expect(await done(UNCOMMANDED, undefined, lost)).toEqual([
      'closed by SQL',
      'the Lease is lost',
    ]);
  });
});
