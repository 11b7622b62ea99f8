import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, Server, Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, SecureContext } from 'node:tls';
import { FakeServer } from './FakeServer';
import { fleetOf, Instance, INSTANCES } from './instances';
import { fromBench, monotonicMs, tellBench } from './messages';
import { speakMysql } from './speakMysql';

// The fake servers of all clusters, in a process of their own: what they cost is not the engine's.

const MYSQL = 3306;
const SUPERVISOR = 13309;
const STATE = JSON.stringify({
  bootId: 'fake',
  phase: 'Running',
  starts: 1,
  selfFenced: false,
  dataDirCreated: true,
  disk: { totalBytes: 10e9, freeBytes: 9e9 },
  errors: [],
});

const servers = new Map<string, FakeServer>();
const listeners = new Map<string, readonly Server[]>();
const sockets = new Map<string, Set<Socket>>();
let probes = 0;
let statements = 0;

function start(
  { host, address, cluster, ordinal }: Instance,
  tls: SecureContext,
) {
  const peers = () =>
    Array.from({ length: INSTANCES }, (_, i) =>
      servers.get(cluster.hostOf(i)),
    ).flatMap(peer => peer ?? []);
  const server = new FakeServer(
    host,
    cluster.number * 100 + ordinal + 1,
    address,
    name => servers.get(name),
    peers,
    () => sockets.get(host)?.forEach(socket => socket.resetAndDestroy()),
  );
  servers.set(host, server);
  const open = new Set<Socket>();
  sockets.set(host, open);
  const mysql = createServer(socket => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    speakMysql(socket, server, tls, sql => {
      statements += 1;
      if (sql.startsWith('SELECT\n    @@global.server_uuid')) probes += 1;
    });
  });
  const supervisor = createHttpServer((_, response) => response.end(STATE));
  supervisor.on('connection', socket => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  listeners.set(host, [mysql, supervisor]);
  return Promise.all([
    listen(mysql, MYSQL, address),
    listen(supervisor, SUPERVISOR, address),
  ]);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: 64 }, () => resolve());
  });
}

/** mysqld and its pod are gone at once. */
function kill(host: string): void {
  servers.get(host)?.kill();
  listeners.get(host)?.forEach(listener => listener.close());
  sockets.get(host)?.forEach(socket => socket.resetAndDestroy());
  tellBench({ type: 'killed', at: monotonicMs() });
}

/** A certificate as mysqld makes one for itself. */
function certificate(): SecureContext {
  const folder = mkdtempSync(join(tmpdir(), 'fake-mysqld-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map(name => join(folder, name));
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-nodes', '-newkey', 'ec'],
        ...['-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', '/CN=fake'],
        ...['-keyout', key, '-out', cert],
      ],
      { stdio: 'ignore' },
    );
    return createSecureContext({
      key: readFileSync(key),
      cert: readFileSync(cert),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(clusters: number): Promise<void> {
  const tls = certificate();
  for (const instance of fleetOf(clusters)) await start(instance, tls);
  process.on('message', message => {
    const order = fromBench.parse(message);
    if (order.type === 'kill') kill(order.host);
    if (order.type === 'count')
      tellBench({ type: 'counts', probes, statements });
  });
  tellBench({ type: 'ready' });
}

main(Number(process.argv[2])).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
