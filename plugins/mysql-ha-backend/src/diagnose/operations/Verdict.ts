import { Recovery } from '../Finding';

/** What an operation means now. */
export type Verdict =
  /** It can be done: the first of the stages now, the others as the next looks find them due. */
  | {
      readonly say: 'Act';
      readonly stages: readonly [Recovery, ...Recovery[]];
      /** What a person should know before it is done, in sentences. */
      readonly notes?: readonly string[];
      /** What a later operator needs in order to go on. */
      readonly journal?: Readonly<Record<string, string>>;
      /** Acknowledged transactions that it would lose, as a GTID set. */
      readonly atRisk?: string;
    }
  | { readonly say: 'Wait'; readonly message: string }
  | {
      readonly say: 'End';
      readonly phase: 'Succeeded' | 'Failed';
      readonly message: string;
    };

/** It can't be done, for this reason. */
export function refuse(message: string): Verdict {
  return { say: 'End', phase: 'Failed', message };
}

/** It is done. */
export function done(message: string): Verdict {
  return { say: 'End', phase: 'Succeeded', message };
}

/** It goes on as soon as this has passed. */
export function wait(message: string): Verdict {
  return { say: 'Wait', message };
}
