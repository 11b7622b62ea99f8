/** The loops that tie the rooms together: one worker for each cluster that falls to this process. */
export * from './Engine';
