/** What the three programs of the bench have in common: how they read their arguments, take reports and end. */
export * from './readArguments';
export * from './runProgram';
export * from './takeReports';
