import {
  ARTIFACT_ANNOTATION,
  MySQLBackup,
  MySQLBackupLocation,
  mysqlBackupLocationSchema,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { KubernetesObject } from '../../kubernetes';
import { parseOnce } from '../../kubernetes/parseOnce';
import { BackupContext } from '../BackupContext';
import { storeOf } from '../jobs';
import { markOf } from './markOf';

/** A backup of a place, with the mark of its path there. */
export interface PlacedBackup {
  readonly backup: MySQLBackup;
  readonly path: string;
  readonly mark: string;
  /** It stands for an artifact of which nothing is known yet. */
  readonly isBlank: boolean;
}

/** How long the backups of all namespaces stay divided, in milliseconds: thousands of locations ask, again and again. */
const DIVIDED_MS = 1_000;

/** The MySQLBackups of a namespace whose data lie in one place, by whichever location they name it. */
export class BackupsOfPlace {
  private readonly parseBackup = parseOnce(mysqlBackupSchema);
  private readonly parseLocation = parseOnce(mysqlBackupLocationSchema);
  private readonly marks = new WeakMap<MySQLBackup, string>();
  private byNamespace = new Map<string, KubernetesObject[]>();
  private dividedAt = -Infinity;

  constructor(
    private readonly context: Pick<BackupContext, 'kubernetes' | 'clock'>,
  ) {}

  /** Looks anew at the next question. */
  doubt(): void {
    this.dividedAt = -Infinity;
  }

  list({ metadata, spec }: MySQLBackupLocation): readonly PlacedBackup[] {
    const { namespace } = metadata;
    const place = storeOf(spec)?.place;
    const isHere = new Map<string, boolean>();
    return this.backupsIn(namespace)
      .flatMap(object => this.parseBackup(object) ?? [])
      .flatMap(backup => {
        const { locationName } = backup.spec;
        const here =
          isHere.get(locationName) ??
          this.placeOf(namespace, locationName) === place;
        isHere.set(locationName, here);
        const path =
          backup.status.path ??
          backup.metadata.annotations[ARTIFACT_ANNOTATION];
        return here && path !== undefined
          ? [
              {
                ...{ backup, path, mark: this.markOf(backup, path) },
                isBlank: backup.status.phase === undefined,
              },
            ]
          : [];
      });
  }

  private backupsIn(namespace: string): readonly KubernetesObject[] {
    const { kubernetes, clock } = this.context;
    const now = clock.monotonic();
    if (now - this.dividedAt >= DIVIDED_MS) {
      this.byNamespace = new Map();
      for (const object of kubernetes.listWatched('MySQLBackup')) {
        const of = object.metadata.namespace ?? '';
        const siblings = this.byNamespace.get(of);
        if (siblings) siblings.push(object);
        else this.byNamespace.set(of, [object]);
      }
      this.dividedAt = now;
    }
    return this.byNamespace.get(namespace) ?? [];
  }

  private placeOf(namespace: string, name: string): string | undefined {
    const object = this.context.kubernetes.getWatched(
      'MySQLBackupLocation',
      namespace,
      name,
    );
    const location = object && this.parseLocation(object);
    return location && storeOf(location.spec)?.place;
  }

  /** Thousands of them are looked at every other second. */
  private markOf(backup: MySQLBackup, path: string): string {
    const mark = this.marks.get(backup) ?? markOf(path);
    this.marks.set(backup, mark);
    return mark;
  }
}
