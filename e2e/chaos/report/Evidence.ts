import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseUnderTest } from '../../cluster/DatabaseUnderTest';
import { Scene } from '../../cluster/Scene';
import { ROOT } from '../../stand';
import { kubectl } from '../faults/kubectl';
import { RoundResult, Trace } from '../RoundResult';

/** Keeps what a person needs to see why a round failed. @returns the folder */
export async function keepEvidence(
  scene: Scene,
  database: DatabaseUnderTest,
  { result, trace }: { readonly result: RoundResult; readonly trace?: Trace },
  run: string,
): Promise<string> {
  const folder = join(
    ROOT,
    '.local/chaos',
    run,
    `${result.round}-${result.scenario}`,
  );
  mkdirSync(folder, { recursive: true });
  const keep = (name: string, text: string) =>
    writeFileSync(join(folder, name), text);
  keep('result.json', JSON.stringify(result, null, 2));
  if (trace) keep('trace.json', JSON.stringify(trace));
  keep('cluster.json', JSON.stringify(database.cluster ?? {}, null, 2));
  for (const { logFile } of scene.allOperators) {
    if (existsSync(logFile))
      copyFileSync(logFile, join(folder, basename(logFile)));
  }
  const { namespace } = database;
  await Promise.all(
    Object.entries({
      'pods.yaml': ['get', 'pods', '--output=yaml'],
      'objects.yaml': ['get', 'endpointslices,leases,pvc', '--output=yaml'],
      'events.txt': ['get', 'events', '--sort-by=.lastTimestamp'],
      ...Object.fromEntries(
        (database.status.instances ?? []).map(({ name }) => [
          `${name}.log`,
          ['logs', name, '--container=mysql', '--timestamps', '--tail=2000'],
        ]),
      ),
    }).map(async ([name, command]) =>
      keep(
        name,
        await kubectl('--namespace', namespace, ...command).catch(
          failure => `not to be had: ${failure}`,
        ),
      ),
    ),
  );
  return folder;
}
