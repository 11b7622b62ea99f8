/** Where do scheduled events run? On the primary alone, as their owner last said. */
export { EventKeeper } from './EventKeeper';
