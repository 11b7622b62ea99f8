/** Which clusters still wait for the data that `spec.initFrom.backup` asks for? One restore each, never over data. */
export { InitialRestores } from './InitialRestores';
