/** What befalls a cluster, its operators and its network, and how all of it is mended. */
export * from './Faults';
