import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { localDirectory } from '../instance.ts';
import { withLock } from '../lock.ts';

/** Something made from inputs alone: as long as they are the same it is made once. */
export interface Recipe {
  readonly what: string;
  /** Everything that the result depends on: texts and files' contents. */
  readonly inputs: readonly (string | Buffer)[];
  /** Makes it in an empty folder. */
  readonly make: (into: string) => Promise<void>;
}

const builtDirectory = join(localDirectory, 'built');

/** Where the result is, or will be. */
export function builtPath(recipe: Recipe): string {
  return join(builtDirectory, `${recipe.what}-${hashOf(recipe.inputs)}`);
}

/** Whether it is there already. */
export function isBuilt(recipe: Recipe): boolean {
  return existsSync(builtPath(recipe));
}

/** Makes it unless it is there, and returns its folder. A folder appears whole or not at all. */
export async function build(recipe: Recipe): Promise<string> {
  const path = builtPath(recipe);
  if (existsSync(path)) return path;
  return withLock(`${path}.lock`, async () => {
    if (existsSync(path)) return path;
    const unfinished = `${path}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await recipe.make(unfinished);
    renameSync(unfinished, path);
    return path;
  });
}

/** Twelve hex digits that stand for these inputs, in this order. */
export function hashOf(inputs: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const input of inputs)
    hash.update(`${Buffer.byteLength(input)}:`).update(input);
  return hash.digest('hex').slice(0, 12);
}

/** The files below a folder, names and contents, as inputs of a recipe. */
export function filesBelow(
  directory: string,
  wanted: (name: string) => boolean = () => true,
): (string | Buffer)[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && wanted(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .flatMap(path => [path.slice(directory.length), readFileSync(path)]);
}
