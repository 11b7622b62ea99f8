/** How do the volumes of a cluster change hands? A restore in place puts new ones in the place of those that it has, and back. */
export { asRun } from './asRun';
export { VolumeExchange } from './VolumeExchange';
