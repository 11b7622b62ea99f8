/** The ways to MySQL: its programs, a mysqld of the agent’s own, and one to copy from. */
export * from './Programs';
export * from './ServerLogin';
export { ProgramFailed } from './ProgramFailed';
export { ScratchMysqld } from './ScratchMysqld';
