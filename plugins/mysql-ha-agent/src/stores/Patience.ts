import { patienceMs, pauseMs } from './uploadLimits';

/** Which of how many tries a request is at; the SDK asks for both. */
interface Token {
  getRetryCount(): number;
  getRetryDelay(): number;
  readonly since: number;
}

/** What the SDK takes a failure for; only the first two may be over soon. */
type FailureKind = 'TRANSIENT' | 'THROTTLING' | 'SERVER_ERROR' | 'CLIENT_ERROR';

/**
 * How often the SDK of S3 tries a request: not so many times, but for so long. Its own ways count tries, and a budget of
 * them that all requests share: a store that is gone for a minute uses it up in seconds.
 */
export class Patience {
  constructor(private readonly forMs: number = patienceMs) {}

  async acquireInitialRetryToken(): Promise<Token> {
    return token(0, 0, performance.now());
  }

  async refreshRetryTokenForRetry(
    { since, getRetryCount }: Token,
    { errorType }: { readonly errorType: FailureKind },
  ): Promise<Token> {
    const count = getRetryCount() + 1;
    const pause = pauseMs(count);
    const passes = errorType === 'TRANSIENT' || errorType === 'THROTTLING';
    if (!passes || performance.now() + pause - since > this.forMs)
      throw new Error('no other try'); // the SDK tells the failure itself
    return token(count, pause, since);
  }

  recordSuccess(): void {}
}

function token(count: number, delay: number, since: number): Token {
  return { since, getRetryCount: () => count, getRetryDelay: () => delay };
}
