import { Recovery } from '../Finding';

/** The operation that a finding’s recovery belongs to, with all that is to be noted before it begins. */
export interface OperationIntent {
  readonly name: string;
  readonly stages: readonly Recovery[];
  readonly notes: readonly string[];
  readonly journal: Readonly<Record<string, string>>;
  readonly atRisk?: string;
}
