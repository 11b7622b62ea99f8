/** What an operation that a person asked for means: the snapshot and the request in, a verdict out. Pure. */
export * from './Verdict';
export * from './verdictOn';
