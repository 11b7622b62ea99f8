import { NoSuchDatabase, NotCopied, NotEnoughSpace } from '../backup';
import { NotRecoverable } from '../history';
import { NotApplied } from '../replay';
import { NewerMySql } from '../restore';
import { StoreError, StoreFailure } from '../stores/StoreError';

/** What a person has to put right: the same run would be refused again. */
const forPeople: readonly StoreFailure[] = [
  'certificate',
  'keys',
  'container',
  'permission',
  'region',
];

/** What comes out the same however often it is tried. */
const final = [
  NotEnoughSpace,
  NoSuchDatabase,
  NotCopied,
  NotRecoverable,
  NotApplied,
  NewerMySql,
] as const;

/** Whether it is useless to try again. */
export function isFinal(failure: unknown): boolean {
  return failure instanceof StoreError
    ? forPeople.includes(failure.failure)
    : final.some(kind => failure instanceof kind);
}
