import { News } from './newsOf';

/** How something stands that concerns the backups of a cluster: an owner hears of it when it fails, and when it is good again. */
export type BackupMatter = {
  /** Names it among all of the cluster. */
  readonly subject: string;
} & (
  | {
      readonly state: 'good';
      /** What is good again, in a few words. */
      readonly title: string;
      readonly description: string;
    }
  | {
      readonly state: 'bad';
      readonly title: string;
      /** The cause, and what to do. */
      readonly description: string;
      readonly severity: News['severity'];
      /** Since when, in milliseconds, as far as that is known. */
      readonly since?: number;
      /** It is told only if it still holds then, in milliseconds. */
      readonly dueAt?: number;
    }
);
