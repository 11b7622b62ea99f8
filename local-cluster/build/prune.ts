import {
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { localDirectory } from '../instance.ts';

/** Of each thing, the newest results are kept: one goes back and forth between two branches. */
const kept = 2;

/** Deletes what was built from sources that are gone, unless a machine that may run still uses it. */
export function prune(directory: string = localDirectory): void {
  const built = join(directory, 'built');
  const groups = new Map<string, string[]>();
  for (const name of readdirSync(built)) {
    const what = /^(.+)-[0-9a-f]{12}$/.exec(name)?.[1];
    if (what) groups.set(what, [...(groups.get(what) ?? []), name]);
  }
  const inUse = machineSpecs(directory);
  for (const group of groups.values()) {
    const newestFirst = group
      .map(name => ({ name, at: statSync(join(built, name)).mtimeMs }))
      .sort((a, b) => b.at - a.at);
    for (const { name } of newestFirst.slice(kept)) {
      if (!inUse.some(text => text.includes(`/built/${name}"`))) {
        rmSync(join(built, name), { recursive: true, force: true });
      }
    }
  }
}

function machineSpecs(directory: string): string[] {
  const clusters = join(directory, 'clusters');
  if (!existsSync(clusters)) return [];
  return readdirSync(clusters, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(clusters, entry.name, 'machines'))
    .filter(path => existsSync(path))
    .flatMap(path =>
      readdirSync(path).map(name => join(path, name, 'spec.json')),
    )
    .filter(path => existsSync(path))
    .map(path => readFileSync(path, 'utf8'));
}
