/** Backups in every state, so that each can be looked at and tested. */
export * from './cannedBackups';
export * from './CannedBackupStore';
export * from './cannedTransaction';
export * from './pieces';
export * from './scenes';
