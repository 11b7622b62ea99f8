/** A company of problems that are looked for together. */
export interface Group {
  readonly name: string;
  /** Its heading in `docs/diagnoses.md`. */
  readonly title: string;
  /** What a reader of that page has to know first. */
  readonly introduction?: string;
  /** Which of its problems count: all, only the first, or the first of each instance. */
  readonly counts: 'all' | 'first' | 'firstOfInstance';
  /** While one of its problems holds, nothing below is looked at. */
  readonly blinds?: boolean;
  /** It is looked at even then. */
  readonly evenBlind?: boolean;
  /** And while a person keeps the primary closed: nobody takes its place then, and nothing is repaired that hangs on it. */
  readonly evenPrimaryFenced?: boolean;
  /** And while the cluster sleeps. */
  readonly evenHibernated?: boolean;
  /** Not while the cluster follows a MySQL outside: its primary is meant to be read-only then. */
  readonly notWhileFollowing?: boolean;
}

/** All groups in the order in which they are acted on: first what endangers data, then availability, then order. */
export const GROUPS = [
  {
    name: 'Observer',
    title: 'The observer',
    counts: 'all',
    blinds: true,
  },
  {
    name: 'Beginning',
    title: 'The beginning of a cluster',
    counts: 'first',
    blinds: true,
  },
  {
    name: 'ChangeOfPrimary',
    title: 'Two that could write, and changes of primary',
    counts: 'all',
    evenPrimaryFenced: true,
  },
  {
    name: 'SilentPrimary',
    title: 'A primary that does not answer',
    introduction: 'The first that applies counts.',
    counts: 'first',
  },
  {
    name: 'Following',
    title: 'A cluster that follows a MySQL outside',
    introduction:
      'Looked at while `spec.externalSource` is set, its primary answers and no fence stands. The first that applies counts.',
    counts: 'first',
  },
  {
    name: 'AnsweringPrimary',
    title: 'A primary that answers',
    introduction: 'The first that applies counts.',
    counts: 'first',
    notWhileFollowing: true,
  },
  {
    name: 'Operations',
    title: 'What people ask for',
    counts: 'all',
    evenBlind: true,
    evenPrimaryFenced: true,
    evenHibernated: true,
  },
  {
    name: 'Replicas',
    title: 'Replicas',
    introduction:
      'Looked at while the primary answers, has its data, and no fence stands. A replica gets the first that applies.',
    counts: 'firstOfInstance',
  },
  {
    name: 'SilentInstances',
    title: 'Instances that do not answer',
    introduction: 'An instance gets the first that applies.',
    counts: 'firstOfInstance',
    evenBlind: true,
    evenPrimaryFenced: true,
  },
  {
    name: 'Disks',
    title: 'Disks',
    counts: 'all',
    evenPrimaryFenced: true,
  },
  {
    name: 'Order',
    title: 'Members, size and configuration',
    counts: 'all',
  },
  {
    name: 'Backups',
    title: 'Backups',
    counts: 'all',
    evenBlind: true,
    evenPrimaryFenced: true,
  },
] as const satisfies readonly Group[];

/** Name of a group. */
export type GroupName = (typeof GROUPS)[number]['name'];
