import { isError } from '@backstage/errors';
import { ConnectionFailure } from '../types';

const KINDS: Readonly<Record<string, ConnectionFailure['kind']>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'timeout',
  ENETUNREACH: 'timeout',
  EHOSTDOWN: 'timeout',
  ER_LOCK_WAIT_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  PROTOCOL_CONNECTION_LOST: 'reset',
  ER_SERVER_SHUTDOWN: 'reset',
  ER_QUERY_INTERRUPTED: 'reset',
  ER_CLIENT_INTERACTION_TIMEOUT: 'reset',
  ER_ACCESS_DENIED_ERROR: 'denied',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'denied',
  ER_ACCOUNT_HAS_BEEN_LOCKED: 'denied',
  ER_MUST_CHANGE_PASSWORD_LOGIN: 'denied',
  ER_SECURE_TRANSPORT_REQUIRED: 'denied',
  ER_SERVER_OFFLINE_MODE: 'offline',
};

/**
 * Says why an instance can't be asked, from an error of mysql2 or of the system.
 *
 * @param secrets - what must not stand in the message: MySQL quotes statements in its errors, passwords too
 */
export function toFailure(
  error: unknown,
  secrets: readonly string[] = [],
): ConnectionFailure {
  const code = codeOf(error);
  const text = isError(error) ? error.message || code : String(error);
  return {
    kind: KINDS[code] ?? 'other',
    code,
    message: secrets
      .filter(secret => secret !== '')
      .reduce((message, secret) => message.replaceAll(secret, '***'), text),
  };
}

function codeOf(error: unknown): string {
  if (!isError(error)) {
    return 'UNKNOWN';
  }
  if (typeof error.code === 'string') {
    return error.code;
  }
  // Node tries each address of a host name, and wraps what each said.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return codeOf(error.errors[0]);
  }
  // mysql2 gives this one no code.
  return error.message.includes('closed state')
    ? 'PROTOCOL_CONNECTION_LOST'
    : 'UNKNOWN';
}
