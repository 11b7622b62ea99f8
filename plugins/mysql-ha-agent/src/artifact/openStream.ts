import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { Progress } from '../progress';
import { ObjectStore } from '../stores';
import { decompression } from './compression';
import { feed } from './feed';
import { letGo } from './letGo';
import { ArtifactObject, ArtifactStream } from './manifest';

/** An object in the store isn’t the one that was written. @public */
export class DamagedArtifact extends Error {
  override readonly name = 'DamagedArtifact';

  constructor(where: string, object: ArtifactObject, found: string) {
    super(
      `The object "${object.key}" in ${where} is damaged: ${found}. Nothing of it was used. Choose another backup, and check the store’s disks.`,
    );
  }
}

/**
 * What was uploaded, read and decompressed while it comes. It ends with {@link DamagedArtifact} when an object differs
 * from what the manifest says of it; what came until then must be thrown away.
 */
export function openStream(
  store: ObjectStore,
  { objects }: ArtifactStream,
  progress: Progress,
): Readable {
  const plain = createZstdDecompress(decompression);
  let damage: unknown;
  const compressed = async function* remembered() {
    try {
      yield* checked(store, objects, progress);
    } catch (error) {
      damage = error;
      throw error;
    }
  };
  return Readable.from(
    (async function* named() {
      feed(compressed(), plain);
      try {
        for await (const chunk of plain) {
          yield chunk;
          letGo(chunk.length);
        }
      } catch (error) {
        // Damaged bytes may not be decompressible: which object they are in is known at its end.
        throw damage ?? (await findDamage(store, objects)) ?? error;
      }
    })(),
    { objectMode: false },
  );
}

/** Compares each object with what the manifest says of it. @throws DamagedArtifact */
export async function checkObjects(
  store: ObjectStore,
  objects: readonly ArtifactObject[],
  progress: Progress,
): Promise<void> {
  for await (const _ of checked(store, objects, progress));
}

/** @returns the {@link DamagedArtifact} of the first object that differs, or why it can’t be read */
export async function findDamage(
  store: ObjectStore,
  objects: readonly ArtifactObject[],
): Promise<unknown> {
  try {
    await checkObjects(store, objects, { begin() {}, add() {} });
    return undefined;
  } catch (damage) {
    return damage;
  }
}

async function* checked(
  store: ObjectStore,
  objects: readonly ArtifactObject[],
  progress: Progress,
): AsyncIterable<Buffer> {
  for (const object of objects) {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of await store.get(object.key)) {
      hash.update(chunk);
      bytes += chunk.length;
      progress.add(chunk.length);
      yield chunk;
      letGo(chunk.length);
    }
    if (bytes !== object.bytes) {
      const found = `it has ${bytes} bytes, written were ${object.bytes}`;
      throw new DamagedArtifact(store.where, object, found);
    }
    if (hash.digest('hex') !== object.sha256)
      throw new DamagedArtifact(store.where, object, 'its sha256 differs');
  }
}
