/** What a cluster's status means for the person who looks at it. Pure: a cluster in, words and a tone out. */
export * from './activity';
export * from './advice';
export * from './alarms';
export * from './answer';
export * from './conditions';
export * from './headline';
export * from './instanceTone';
export * from './mayHaveLost';
export * from './readiness';
export * from './runTones';
export * from './safety';
export * from './tone';
export * from './versionsOf';
export * from './writes';
