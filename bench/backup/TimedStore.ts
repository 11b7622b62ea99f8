import { Readable } from 'node:stream';
import { S3Store } from '@mysql-ha/backstage-plugin-mysql-ha-agent';

/** A store that remembers when each object was in it, by this machine’s clock, in milliseconds since 1970. */
export class TimedStore extends S3Store {
  readonly writtenAt = new Map<string, number>();

  override async put(
    key: string,
    body: Readable | Buffer,
    signal?: AbortSignal,
  ): Promise<void> {
    await super.put(key, body, signal);
    this.writtenAt.set(key, Date.now());
  }
}
