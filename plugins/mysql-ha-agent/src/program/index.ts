/** The command line: what a Job runs. */
export { main } from './main';
