import { MysqldProcess } from '../../cluster/mysqldProcess';

/** An instance's volume as this machine sees it. */
export function volumeOf({ supervisor }: MysqldProcess): string {
  return `/proc/${supervisor}/root/var/lib/mysql`;
}
