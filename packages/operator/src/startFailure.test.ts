import { startFailure } from './startFailure';

describe('startFailure', () => {
  it('names the port that is taken, and how to choose another one', () => {
    const cause = Object.assign(
      new Error('listen EADDRINUSE: address already in use 127.0.0.1:7008'),
      { code: 'EADDRINUSE' },
    );
    const text = startFailure(new Error('Backend startup failed', { cause }));
    expect(text).toContain('another program listens on 127.0.0.1:7008');
    expect(text).toContain('MYSQLHA_OPERATOR_PORT');
  });

  it('says what lies beneath anything else', () => {
    const cause = new Error('mysqlHa.connection is none of auto, direct');
    expect(startFailure(new Error('Plugin failed', { cause }))).toContain(
      'mysqlHa.connection is none of',
    );
    expect(startFailure('no reason')).toContain('no reason');
  });
});
