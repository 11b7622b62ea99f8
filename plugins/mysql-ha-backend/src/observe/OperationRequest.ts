import { OperationType } from '@mysql-ha/backstage-plugin-mysql-ha-common';

/** The MySQLOperation whose turn it is: what is asked for, and what was noted when it began. */
export interface OperationRequest {
  /** Name of the MySQLOperation. */
  readonly name: string;
  readonly type: OperationType;
  readonly target?: string;
  readonly force: boolean;
  readonly reason?: string;
  readonly dryRun: boolean;
  /** Who asked for it, in words. */
  readonly requestedBy: string;
  /** It was begun, by this operator or by one before. */
  readonly begun: boolean;
  /** Milliseconds since it began; since it was asked for while it has not. */
  readonly forMs: number;
  /** What was noted when it began, and on its way. */
  readonly journal: Readonly<Record<string, string>>;
}
