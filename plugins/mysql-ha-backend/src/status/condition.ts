import {
  Condition,
  ConditionType,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** A condition before it is dated. */
export type UndatedCondition = Pick<
  Condition,
  'type' | 'status' | 'reason' | 'message'
>;

/** One condition; `undefined` for what can’t be known. */
export function condition(
  type: ConditionType,
  holds: boolean | undefined,
  reason: string,
  message: string,
): UndatedCondition {
  const known = holds ? 'True' : 'False';
  const status = holds === undefined ? 'Unknown' : known;
  return { type, status, reason, message };
}
