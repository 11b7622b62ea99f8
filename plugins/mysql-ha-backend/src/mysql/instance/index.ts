/** One mysqld: what is said to it, verb by verb. */
export { Mysql2Instance } from './Mysql2Instance';
