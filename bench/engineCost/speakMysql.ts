import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { SecureContext, TLSSocket } from 'node:tls';
import { FakeServer } from './FakeServer';
import { greeting, ok, rows } from './packets';

const COM_QUIT = 1;
const COM_QUERY = 3;
/** Length of a handshake response that only asks for TLS. */
const SSL_REQUEST_BYTES = 32;

let connections = 0;

/**
 * Serves one client connection: greeting, TLS, any login, then statements.
 *
 * @param onStatement - told of each statement, to count them
 */
export function speakMysql(
  socket: Socket,
  server: FakeServer,
  secureContext: SecureContext,
  onStatement: (sql: string) => void,
): void {
  const id = ++connections;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => server.closed(id));
  socket.write(greeting(id));
  onPackets(socket, (payload, _, rest) => {
    if (payload.length !== SSL_REQUEST_BYTES) {
      socket.destroy();
      return false;
    }
    if (rest.length > 0) socket.unshift(rest);
    const secure = new TLSSocket(socket, { isServer: true, secureContext });
    secure.on('error', () => socket.destroy());
    let loggedIn = false;
    onPackets(secure, (command, sequence) => {
      if (!loggedIn) {
        loggedIn = true;
        secure.write(ok(sequence + 1));
        return true;
      }
      if (command[0] === COM_QUIT) {
        secure.end();
        return false;
      }
      if (command[0] !== COM_QUERY) {
        secure.write(ok(1));
        return true;
      }
      const sql = command.toString('utf8', 1);
      onStatement(sql);
      const answer = server.answer(sql, id);
      secure.write(
        'changed' in answer
          ? ok(1, answer.changed)
          : rows(answer.columns, answer.rows),
      );
      return true;
    });
    return false;
  });
}

/** Calls back with each whole packet, until the callback says that it has had enough. */
function onPackets(
  stream: Duplex,
  take: (payload: Buffer, sequence: number, rest: Buffer) => boolean,
): void {
  let pending = Buffer.alloc(0);
  const hear = (chunk: Buffer) => {
    pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    while (pending.length >= 4) {
      const length = pending.readUIntLE(0, 3);
      if (pending.length < 4 + length) return;
      const payload = pending.subarray(4, 4 + length);
      const sequence = pending[3];
      pending = pending.subarray(4 + length);
      if (!take(payload, sequence, pending)) {
        stream.off('data', hear);
        return;
      }
    }
  };
  stream.on('data', hear);
}
