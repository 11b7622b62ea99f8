import { AgentProgress, AgentResult } from './agentWords';

/** What became of a Job. */
export type AgentRun =
  /** There is none. */
  | { readonly state: 'none' }
  /** Its pod does not run yet, or not again. @param message - why, when it is more than the course of things */
  | { readonly state: 'waiting'; readonly message?: string }
  | { readonly state: 'running'; readonly progress?: AgentProgress }
  | { readonly state: 'succeeded'; readonly result: AgentResult }
  | {
      readonly state: 'failed';
      readonly message: string;
      /** The agent itself said so, after it had removed what was half done; else it was killed. */
      readonly inOrder: boolean;
      /** It is the fault of the backup that it was about, and not of what surrounds it. */
      readonly damaged?: boolean;
    };
