import { connect, Socket } from 'node:net';
import { InstanceAddress } from '../types';
import { Transport } from './Transport';
import { TransportTimeout } from './TransportTimeout';

/** First keep-alive probe after so much silence; a dead peer is noticed by deadlines long before the last one. */
const KEEP_ALIVE_MS = 1000;

/** Straight to the pod's address. */
export class DirectTransport implements Transport {
  constructor(private readonly timeoutMs: number) {}

  open(address: InstanceAddress, port: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        host: address.podIp,
        port,
        noDelay: true,
        keepAlive: true,
        keepAliveInitialDelay: KEEP_ALIVE_MS,
      });
      const giveUp = (error: Error) => {
        socket.destroy();
        reject(error);
      };
      socket.setTimeout(this.timeoutMs, () =>
        giveUp(
          new TransportTimeout(
            `connect ${address.podIp}:${port}`,
            this.timeoutMs,
          ),
        ),
      );
      socket.once('error', giveUp);
      socket.once('connect', () => {
        socket.setTimeout(0);
        socket.removeAllListeners('timeout');
        socket.removeListener('error', giveUp);
        resolve(socket);
      });
    });
  }
}
