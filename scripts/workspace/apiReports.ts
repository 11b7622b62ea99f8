/**
 * Checks the types of all packages and writes their declarations, from scratch: the words of a printed union stand in
 * the order in which tsc met them, which is another one when it only looks at what has changed.
 */
export const declarations = [
  'tsc',
  '--project',
  'tsconfig.json',
  '--incremental',
  'false',
] as const;

/**
 * Writes the reports of the public API, or with `--ci` checks them; of the declarations that `tsc` wrote before.
 * The extractor meets the other packages of the workspace as sources and complains about it each time: left out, as
 * Backstage itself does.
 */
export const apiReports = [
  'backstage-repo-tools',
  'api-reports',
  '--allow-all-warnings',
  '--omit-messages=ae-wrong-input-file-type',
] as const;
