/** How long do binary logs stay? For as long as there is space, and longer than somebody needs them only then. */
export { BinlogKeeper } from './BinlogKeeper';
