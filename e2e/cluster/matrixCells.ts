/** What there is to try of backups: each method, in each store, to each target. */

/** `npm run test:backup-matrix` tries all; `npm test` what backup.spec.ts leaves: each method, each other store, each target. */
export const whole = process.env.MYSQLHA_BACKUP_MATRIX === 'whole';

export const methods = ['Physical', 'Logical'] as const;
const stores = ['s3', 's3-tls', 'azure'] as const;
/** Of the last two, which need a cluster whose binary log is archived, `npm test` has restoreInPlace.spec.ts. */
export const targets = [
  'new cluster',
  'empty namespace',
  'point in time',
  'in place',
] as const;
type Target = (typeof targets)[number];

/** How the name of a target’s test ends. */
export const into: Readonly<Record<Target, string>> = {
  'new cluster': 'into a new cluster, from the MySQLBackup',
  'empty namespace':
    'into a namespace that knows nothing but the place, from the path',
  'point in time':
    'into a new cluster, as they were at a moment that no backup has',
  'in place': 'into the cluster that had them, in the place of what is there',
};

/** A way there and back. */
export interface Cell {
  readonly method: (typeof methods)[number];
  readonly store: (typeof stores)[number];
  readonly target: Target;
}

/** Those that are tried. Of two that follow each other in one target no two are in one store. */
export const chosen: readonly Cell[] = whole
  ? methods.flatMap(method =>
      stores.flatMap(store =>
        targets.map(target => ({ method, store, target })),
      ),
    )
  : [
      { method: 'Physical', store: 'azure', target: 'empty namespace' },
      { method: 'Logical', store: 's3-tls', target: 'new cluster' },
    ];

/** Of the MySQLBackup from which a new cluster is made. */
export const backupName = ({ method, store }: Cell) =>
  `${method.toLowerCase()}-${store}`;
