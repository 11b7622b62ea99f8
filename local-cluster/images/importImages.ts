import { spawn } from 'node:child_process';
import { readFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Machine } from '../machines/machine.ts';
import { enter } from '../machines/machine.ts';
import { tryRun } from '../run.ts';
import { waitFor } from '../waitFor.ts';
import type { Image } from './images.ts';
import { digestOf } from './images.ts';
import { descriptorFile } from './ociImage.ts';

/** How containerd is asked for images in the namespace that the kubelet uses. */
const ctr = ['ctr', '--namespace', 'k8s.io'] as const;

/**
 * Gives a node, once its containerd takes commands, those of the images that it doesn't have under all of their names.
 *
 * @returns the names that were imported
 */
export async function importImages(
  node: Machine,
  images: readonly Image[],
): Promise<string[]> {
  const present = await waitFor(() => presentImages(node), {
    what: `containerd on ${node.name}`,
    timeoutMs: 60_000,
  });
  const imported: string[] = [];
  for (const image of images) {
    const digest = await digestOf(image);
    if (image.names.every(name => present.get(name) === digest)) continue;
    await importImage(node, image);
    imported.push(...image.names);
  }
  return imported;
}

/** What the node has: name → digest. */
async function presentImages(
  node: Machine,
): Promise<Map<string, string> | undefined> {
  const table = await tryRun(...enter(node, [...ctr, 'images', 'ls']));
  if (table === undefined) return undefined;
  return new Map(
    table
      .split('\n')
      .slice(1)
      .map(line => line.split(/\s+/))
      .flatMap(([name, , digest]) =>
        name && digest ? [[name, digest] as const] : [],
      ),
  );
}

async function importImage(node: Machine, image: Image): Promise<void> {
  const descriptor: unknown = JSON.parse(
    await readFile(join(image.directory, descriptorFile), 'utf8'),
  );
  if (typeof descriptor !== 'object')
    throw new Error(`${image.directory} is no image`);
  const layout = await mkdtemp(join(tmpdir(), 'image-'));
  try {
    // The names live in the index alone, so the index is written here and the blobs stay where they are.
    await writeFile(
      join(layout, 'index.json'),
      JSON.stringify({
        schemaVersion: 2,
        manifests: image.names.map(name => ({
          ...descriptor,
          annotations: { 'io.containerd.image.name': name },
        })),
      }),
    );
    await symlink(join(image.directory, 'blobs'), join(layout, 'blobs'));
    await symlink(
      join(image.directory, 'oci-layout'),
      join(layout, 'oci-layout'),
    );
    await stream(
      [
        'tar',
        [
          '--dereference',
          '-C',
          layout,
          '-cf',
          '-',
          'oci-layout',
          'index.json',
          'blobs',
        ],
      ],
      enter(node, [...ctr, 'images', 'import', '-']),
    );
  } finally {
    await rm(layout, { recursive: true, force: true });
  }
}

type CommandLine = readonly [string, readonly string[]];

async function stream(from: CommandLine, to: CommandLine): Promise<void> {
  const source = spawn(from[0], from[1], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sink = spawn(to[0], to[1], { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  sink.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = new Promise<void>((resolve, reject) => {
    sink.on('error', reject);
    sink.on('close', code =>
      code === 0
        ? resolve()
        : reject(
            new Error(
              `${to[1].join(' ')} failed (exit ${code}): ${complaint.trim()}`,
            ),
          ),
    );
  });
  await Promise.all([
    // When the sink ends early its own complaint matters, not the broken pipe.
    pipeline(source.stdout, sink.stdin).catch(() => {}),
    ended,
  ]);
}
