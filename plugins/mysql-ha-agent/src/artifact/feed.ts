import { Writable } from 'node:stream';

/**
 * Writes what comes, each chunk when the one before was taken in: whoever makes them may fill a buffer again as soon as
 * the next chunk is asked for. When nobody reads on, the source is ended; when the source fails, so does the stream.
 */
export function feed(source: AsyncIterable<Buffer>, into: Writable): void {
  writeAll(source, into).catch(failure =>
    into.destroy(failure instanceof Error ? failure : new Error(`${failure}`)),
  );
}

async function writeAll(
  source: AsyncIterable<Buffer>,
  into: Writable,
): Promise<void> {
  for await (const chunk of source) {
    await takenIn(chunk, into);
    if (into.destroyed) return;
  }
  into.end();
}

function takenIn(chunk: Buffer, into: Writable): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      into.off('close', done);
      resolve();
    };
    // A stream that is destroyed forgets whom it made wait.
    into.once('close', done);
    into.write(chunk, done);
  });
}
