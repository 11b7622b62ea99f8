/** All sentences of this plugin, by topic. */
export * from './actions';
export * from './backups';
export * from './connection';
export * from './fleet';
export * from './incident';
export * from './instances';
export * from './lag';
export * from './operations';
export * from './overview';
export * from './states';
export * from './status';
export * from './topology';
