/** The resources around backups: where they lie, one backup, when they are made, and a restore. */
export * from './backup';
export * from './location';
export * from './restore';
export * from './schedule';
