/** What a person can do to a cluster, each behind its permission and a dialog that says what will happen. */
export * from './ActionsMenu';
