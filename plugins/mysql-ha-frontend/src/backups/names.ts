import {
  MAX_NAME_LENGTH,
  clusterNameSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** Whether Kubernetes takes a name for a backup. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && NAME.test(name);
}

/** What is wrong with the name of a new cluster, in the schema’s words; nothing when it is right. */
export function clusterNameProblem(name: string): string | undefined {
  return clusterNameSchema.safeParse(name).error?.issues.at(0)?.message;
}

/** `orders-20260501-100002`: names of what is made on this page sort by their time. */
export function stamped(name: string, now: number): string {
  const digits = new Date(now).toISOString().replace(/\D/g, '');
  return `${name}-${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

/** `orders-restored`, cut so that it is a cluster’s name. */
export function restoredName(name: string): string {
  const end = '-restored';
  return `${name.slice(0, MAX_NAME_LENGTH - end.length)}${end}`;
}

/** Names that a person wrote with commas or spaces between them. */
export function databasesIn(written: string): string[] {
  return written.split(/[\s,]+/).filter(name => name !== '');
}
