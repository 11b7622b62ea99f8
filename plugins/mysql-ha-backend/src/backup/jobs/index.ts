/** Jobs of the backup agent: what they are made of, and what became of them. */
export * from './AgentJobs';
export * from './AgentRun';
export * from './AgentTask';
export * from './jobName';
export * from './storeOf';
export type { AgentResult } from './agentWords';
