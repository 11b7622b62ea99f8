/** Why an instance can't be asked. */
export interface ConnectionFailure {
  readonly kind:
    | 'refused'
    | 'timeout'
    | 'reset'
    | 'denied'
    | 'offline'
    | 'other';
  /** mysql2's or the system's code, e.g. ER_ACCESS_DENIED_ERROR or ECONNREFUSED. */
  readonly code: string;
  readonly message: string;
}

/** Thrown by each call of {@link MySqlInstance}. */
export class MySqlError extends Error {
  constructor(readonly instance: string, readonly failure: ConnectionFailure) {
    super(`${instance}: ${failure.message}`);
    this.name = 'MySqlError';
  }
}
