/** Figures and errors as a person says them. */
export * from './ago';
export * from './bytes';
export * from './commandsIn';
export * from './duration';
export * from './messageOf';
export * from './milliseconds';
export * from './nothing';
export * from './shorten';
