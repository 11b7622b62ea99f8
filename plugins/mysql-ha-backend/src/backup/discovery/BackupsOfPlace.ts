import {
  ARTIFACT_ANNOTATION,
  MySQLBackup,
  MySQLBackupLocation,
  mysqlBackupLocationSchema,
  mysqlBackupSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OperatorKubernetes } from '../../kubernetes';
import { parseOnce } from '../../kubernetes/parseOnce';
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

/** The MySQLBackups of a namespace whose data lie in one place, by whichever location they name it. */
export class BackupsOfPlace {
  private readonly parseBackup = parseOnce(mysqlBackupSchema);
  private readonly parseLocation = parseOnce(mysqlBackupLocationSchema);
  private readonly marks = new WeakMap<MySQLBackup, string>();

  constructor(
    private readonly kubernetes: Pick<
      OperatorKubernetes,
      'listWatched' | 'getWatched'
    >,
  ) {}

  list({ metadata, spec }: MySQLBackupLocation): readonly PlacedBackup[] {
    const { namespace } = metadata;
    const place = storeOf(spec)?.place;
    const isHere = new Map<string, boolean>();
    return this.kubernetes
      .listWatched('MySQLBackup')
      .filter(object => object.metadata.namespace === namespace)
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

  private placeOf(namespace: string, name: string): string | undefined {
    const object = this.kubernetes.getWatched(
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
