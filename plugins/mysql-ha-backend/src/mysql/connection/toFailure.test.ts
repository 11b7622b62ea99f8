import { toFailure } from './toFailure';

const withCode = (code: string, message = code) =>
  Object.assign(new Error(message), { code });

describe('toFailure', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['EHOSTUNREACH', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['PROTOCOL_CONNECTION_LOST', 'reset'],
    ['ER_ACCESS_DENIED_ERROR', 'denied'],
    ['ER_SERVER_OFFLINE_MODE', 'offline'],
    ['ER_LOCK_WAIT_TIMEOUT', 'timeout'],
    ['ER_OPTION_PREVENTS_STATEMENT', 'other'],
  ])('reads %s as %s', (code, kind) => {
    expect(toFailure(withCode(code))).toMatchObject({ kind, code });
  });

  it('keeps secrets out of the message', () => {
    const error = withCode(
      'ER_PARSE_ERROR',
      "syntax error near 'BY 'hunter2''",
    );
    expect(toFailure(error, ['hunter2', '']).message).toBe(
      "syntax error near 'BY '***''",
    );
  });

  it('looks into what Node says of several addresses', () => {
    const error = new AggregateError([withCode('ECONNREFUSED')]);
    expect(toFailure(error).kind).toBe('refused');
  });

  it('takes a closed connection for a lost one', () => {
    const error = new Error(
      "Can't add new command when connection is in closed state",
    );
    expect(toFailure(error).kind).toBe('reset');
  });

  it('reads what is no error too', () => {
    expect(toFailure('odd')).toEqual({
      kind: 'other',
      code: 'UNKNOWN',
      message: 'odd',
    });
  });
});
