/** The dialog that restores into a new cluster. */
export * from './RestoreDialog';
