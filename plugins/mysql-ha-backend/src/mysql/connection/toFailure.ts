import { isError } from '@backstage/errors';
import { ConnectionFailure } from '../MySqlError';

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
    // The kubelet tells in words that a port-forward met a closed port.
    kind: /connection refused/i.test(text) ? 'refused' : KINDS[code] ?? 'other',
    code,
    message: secrets.reduce(hide, text),
  };
}

/** MySQL cuts long strings short when it quotes them, so what begins like the secret goes too. */
function hide(message: string, secret: string): string {
  for (let length = secret.length; length > 0; length -= 1) {
    const start = secret.slice(0, length);
    if (message.includes(start)) {
      return length >= Math.min(secret.length, 8)
        ? message.replaceAll(start, '***')
        : message;
    }
  }
  return message;
}

function codeOf(error: unknown): string {
  if (!isError(error)) {
    return 'UNKNOWN';
  }
  if (typeof error.code === 'string') {
    return error.code;
  }
  // Node tries each address of a host name, and wraps what each said.
  if (Array.isArray(error.errors) && error.errors.length > 0) {
    return codeOf(error.errors[0]);
  }
  // mysql2 gives this one no code.
  return error.message.includes('closed state')
    ? 'PROTOCOL_CONNECTION_LOST'
    : error.name;
}
