/** The dialog that restores into a new cluster, or in place. */
export * from './RestoreDialog';
