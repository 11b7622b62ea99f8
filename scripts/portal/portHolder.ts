import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/** A program that listens on a port. */
export interface PortHolder {
  readonly pid: number;
  readonly command: string;
}

/** Whether a server can listen on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Who listens on the port, where the kernel lets us know (proc_net_tcp(5)). */
export function portHolder(port: number): PortHolder | undefined {
  const inodes = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(path =>
      listeningInodes(readOrNothing(path), port),
    ),
  );
  if (inodes.size === 0) return undefined;
  const pid = processIds().find(candidate =>
    socketsOf(candidate).some(inode => inodes.has(inode)),
  );
  if (pid === undefined) return undefined;
  const command = readOrNothing(`/proc/${pid}/cmdline`)
    .split('\0')
    .join(' ')
    .trim();
  return { pid, command };
}

/** The sockets that listen on the port, from the text of /proc/net/tcp. */
export function listeningInodes(table: string, port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table
    .split('\n')
    .slice(1)
    .map(line => line.trim().split(/\s+/))
    .flatMap(([, local, , state, , , , , , inode]) =>
      // 0A is TCP_LISTEN.
      local?.endsWith(`:${wanted}`) && state === '0A' && inode ? [inode] : [],
    );
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
      const target = linkOrNothing(`/proc/${pid}/fd/${fd}`);
      return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
    });
  } catch {
    // It ended meanwhile, or is somebody else's.
    return [];
  }
}

function linkOrNothing(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
