import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { backupMatters } from './backupMatters';
import { BackupSurroundings } from './BackupSurroundings';
import type { News, Told } from './newsOf';

/** Nobody needs to be called for what failed longer ago, in milliseconds; it stands in the status. */
const OLD_MS = 24 * 60 * 60_000;

/**
 * What the owner of a cluster should hear of its backups: what failed, once as long as it goes on failing, and that it is good
 * again, if the failure was told. Pure.
 */
export function newsOfBackups(
  cluster: MySQLCluster,
  around: BackupSurroundings,
  told: Told,
  now: number,
): readonly News[] {
  const name = `${cluster.metadata.namespace}/${cluster.metadata.name}`;
  const matters = backupMatters(cluster, around);
  // What is there no more is neither bad nor good.
  const known = (told.troubles ?? []).filter(subject =>
    matters.some(matter => matter.subject === subject),
  );
  return matters.flatMap((matter): News[] => {
    const { subject, state, title, description } = matter;
    const news = {
      key: `backups: ${subject}`,
      title: `${name}: ${title}`,
      description,
      topic: 'backup' as const,
    };
    const wasTold = known.includes(subject);
    if (state === 'good')
      return wasTold
        ? [
            {
              ...news,
              severity: 'normal',
              dueAt: 0,
              told: { ...told, troubles: known.filter(one => one !== subject) },
            },
          ]
        : [];
    const { severity, since = now, dueAt = 0 } = matter;
    return wasTold || now - since >= OLD_MS
      ? []
      : [
          {
            ...news,
            severity,
            dueAt,
            told: { ...told, troubles: [...known, subject] },
          },
        ];
  });
}
