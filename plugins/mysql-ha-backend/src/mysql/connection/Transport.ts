import { Duplex } from 'node:stream';
import { InstanceAddress } from '../types';

/** A way to a port of an instance's pod. */
export interface Transport {
  /**
   * Opens a byte stream.
   *
   * @throws the system's error, with its code; `ETIMEDOUT` when nobody answered in time
   */
  open(address: InstanceAddress, port: number): Promise<Duplex>;
}
