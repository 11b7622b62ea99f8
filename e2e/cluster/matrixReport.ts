import type { BackupStatus } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { writeReport } from '../../bench/report/Report';
import { environment } from '../../bench/report/environment';

/** What was tried, in the words of the report. */
interface Tried {
  readonly method: string;
  readonly store: string;
  readonly target: string;
}

/** Writes down what came back, as `bench/results/backup-matrix.md`. */
export class MatrixReport {
  private readonly where = environment();
  private readonly rows: (readonly (string | number)[])[] = [];

  /** @param seconds - from the restore’s creation until its cluster was healthy */
  add(
    { method, store, target }: Tried,
    backup: BackupStatus,
    seconds: number,
  ): void {
    const took =
      (Date.parse(backup.completedAt ?? '') -
        Date.parse(backup.startedAt ?? '')) /
      1000;
    this.rows.push([
      ...[method, store, target, `${took.toFixed(1)} s`],
      ...[`${seconds.toFixed(1)} s`, 'the same, byte for byte'],
    ]);
  }

  write(): void {
    if (this.rows.length === 0) return;
    writeReport(
      'backup-matrix',
      {
        title: 'Backups of each method, in each store, to each target',
        what: 'A small database of each kind of object is saved from a MySQLCluster of one by each method into each store, and restored on the same Kubernetes: into a new cluster from the MySQLBackup, and from the bare path in a namespace that holds nothing but the location. In each store there are also the backups and the binary log of a cluster whose application then wrote once more, emptied a table and dropped another one: that is restored to the moment before the damage, which no backup has, in a new cluster, and to its backups in place. Each time the application logs in with the Secret of the restored cluster, and everything it finds is compared: `CHECKSUM TABLE` and `SHOW CREATE`. The times are those of small pods on a busy machine: the backup’s own, and from asking for the restore until the cluster is healthy, two at once.',
        head: ['method', 'store', 'target', 'backup', 'restore', 'came back'],
        rows: [...this.rows].sort((a, b) => (a.join() < b.join() ? -1 : 1)),
        raw: this.rows,
      },
      this.where,
      'test:backup-matrix',
    );
  }
}
