/** The ways in which a cluster is hurt, one file each, and the tools for it. */
export { SCENARIOS } from './scenarios';
