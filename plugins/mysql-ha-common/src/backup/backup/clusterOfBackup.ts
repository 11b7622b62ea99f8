import { ARTIFACT_ANNOTATION } from '../../constants';
import type { MySQLBackup } from './MySQLBackup';

/**
 * The cluster whose data a backup holds, be it there or not: the one that it names, or, for one that was found in a place,
 * the one that it was made of. None as long as nobody has looked what it stands for.
 * @public
 */
export function clusterOfBackup({
  metadata,
  spec,
  status,
}: Pick<MySQLBackup, 'metadata' | 'spec' | 'status'>):
  | { readonly namespace: string; readonly name: string }
  | undefined {
  const { phase, origin } = status;
  const stands = metadata.annotations[ARTIFACT_ANNOTATION] !== undefined;
  if (stands && phase === undefined) return undefined;
  const [namespace = '', name = ''] = (
    origin ?? `${metadata.namespace}/${spec.clusterName}`
  ).split('/');
  return { namespace, name };
}
