import { Programs } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import {
  clientProgram,
  findRootfs,
  mysqldProgram,
} from '../conformance/rootfs';

/** MySQL’s programs of the unpacked image. */
export function rootfsPrograms(): Programs {
  const rootfs = findRootfs();
  const { command, before, after } = mysqldProgram(rootfs);
  return {
    mysqld: {
      command,
      before,
      after: after.filter(argument => !argument.startsWith('--user=')),
    },
    mysqldump: clientProgram(rootfs, 'mysqldump'),
    mysql: clientProgram(rootfs, 'mysql'),
    mysqlbinlog: clientProgram(rootfs, 'mysqlbinlog'),
  };
}
