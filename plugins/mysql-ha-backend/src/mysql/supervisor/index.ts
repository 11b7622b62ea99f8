/** The supervisor beside each mysqld, over HTTP. */
export { HttpSupervisor } from './HttpSupervisor';
