import { FoundArtifact, findArtifacts } from '../discovery';
import { ObjectStore } from '../stores';
import { Settings } from './settings';

/** A Job’s last line must be found whole in a log whose lines are cut at 16 KiB. */
const mostLost = 500;

/** Finds the backups in a place, each a line of its own, and tells how many there are. */
export async function runDiscovery(
  {
    namespace,
    known,
    most,
  }: Pick<
    Extract<Settings, { verb: 'discover' }>,
    'namespace' | 'known' | 'most'
  >,
  store: ObjectStore,
  around: {
    readonly found: (artifact: FoundArtifact) => void;
    readonly signal: AbortSignal;
  },
): Promise<Readonly<Record<string, string | number>>> {
  const { lost, ...counted } = await findArtifacts({
    ...{ store, namespace, most },
    known: new Set(known.split(' ').filter(Boolean)),
    report: around.found,
    signal: around.signal,
  });
  return { ...counted, lost: lost.slice(0, mostLost).join(' ') };
}
