import {
  OWNER_ANNOTATION,
  SYSTEM_ANNOTATION,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/**
 * Whose an object is in the catalog, as annotations. A restore carries them from the cluster that the backup is of, where
 * that still is, to the one that it makes: one that belongs to nobody would be seen by nobody under a policy of owners.
 */
export function belongingOf(
  object:
    | {
        readonly metadata: {
          readonly annotations?: Readonly<Record<string, string>>;
        };
      }
    | undefined,
): Record<string, string> {
  const annotations = object?.metadata.annotations ?? {};
  return Object.fromEntries(
    [OWNER_ANNOTATION, SYSTEM_ANNOTATION].flatMap(key => {
      const value = annotations[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
