/** What the watches have seen, ready to be asked. */
export * from './ObjectCache';
export * from './parseCluster';
