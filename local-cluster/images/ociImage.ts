import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '../run.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
/** Beside the layout: what its index says of the manifest once the image has names. */
export const descriptorFile = 'manifest-descriptor.json';

/** The parts of an image's configuration that this project sets (OCI image specification, config.md). */
export interface ImageConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Env?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
}

/**
 * Turns a folder of files into an image of one layer, in the OCI layout that containerd imports.
 *
 * @param rootfs - a folder, or a tar archive whose name ends in `.tar` and which is moved
 * @param into - an empty folder
 */
export async function writeOciImage(
  rootfs: string,
  config: ImageConfig,
  into: string,
): Promise<void> {
  const blobs = join(into, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const layer = join(into, 'layer.tar');
  if (rootfs.endsWith('.tar')) await rename(rootfs, layer);
  else await archive(rootfs, layer);
  const layerDigest = await sha256Of(layer);
  const layerSize = (await stat(layer)).size;
  await rename(layer, join(blobs, layerDigest));
  const write = async (value: unknown) => {
    const text = JSON.stringify(value);
    const digest = createHash('sha256').update(text).digest('hex');
    await writeFile(join(blobs, digest), text);
    return { digest: `sha256:${digest}`, size: Buffer.byteLength(text) };
  };
  const configBlob = await write({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${layerDigest}`] },
  });
  const manifest = await write({
    schemaVersion: 2,
    mediaType: manifestType,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      ...configBlob,
    },
    layers: [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar',
        digest: `sha256:${layerDigest}`,
        size: layerSize,
      },
    ],
  });
  await writeFile(join(into, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(
    join(into, descriptorFile),
    JSON.stringify({ mediaType: manifestType, ...manifest }),
  );
}

/** A tar archive that depends on the files alone, not on when or by whom they were written. */
async function archive(rootfs: string, tar: string): Promise<void> {
  await run('tar', [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '-C',
    rootfs,
    '-cf',
    tar,
    '.',
  ]);
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
