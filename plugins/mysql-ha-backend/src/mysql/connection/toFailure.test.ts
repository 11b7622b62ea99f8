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

  it('keeps the beginning of a secret out too, where MySQL cuts it short', () => {
    const error = withCode(
      'ER_WRONG_STRING_LENGTH',
      "'0123456789' is too long",
    );
    expect(toFailure(error, ['0123456789abcdef']).message).toBe(
      "'***' is too long",
    );
  });

  it('leaves words that begin like a secret by chance', () => {
    const error = withCode('ER_PARSE_ERROR', 'secretary is no word of SQL');
    expect(toFailure(error, ['secret-of-mine']).message).toBe(
      'secretary is no word of SQL',
    );
  });

  it('reads from the kubelet’s words that a port is closed', () => {
    const error = withCode('ECONNRESET', 'dial tcp4: connection refused');
    expect(toFailure(error).kind).toBe('refused');
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
