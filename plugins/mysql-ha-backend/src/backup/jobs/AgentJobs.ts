import { ConflictError } from '@backstage/errors';
import { KubernetesObject, OperatorKubernetes } from '../../kubernetes';
import { AgentRun } from './AgentRun';
import { AgentTask } from './AgentTask';
import { agentJob } from './agentJob';
import { readWords } from './agentWords';
import { hasEnded, judgeRun } from './judgeRun';

/** Enough to have the last word, and a few warnings after it. */
const LINES = 20;

/** Names a Job. */
export interface JobKey {
  readonly namespace: string;
  readonly name: string;
}

/** Starts Jobs of the agent and tells what became of them. All that is known of them is in Kubernetes. */
export class AgentJobs {
  constructor(private readonly kubernetes: OperatorKubernetes) {}

  /** Starts a Job; one that runs already is it, and one that ended without a word makes room for the next. */
  async start(task: AgentTask): Promise<void> {
    const before = this.find(task);
    if (before && hasEnded(before)) {
      await this.end(task);
      return;
    }
    try {
      await this.kubernetes.create(agentJob(task));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }

  /** A Job as the watch shows it. */
  find({ namespace, name }: JobKey): KubernetesObject | undefined {
    return this.kubernetes.getWatched('Job', namespace, name);
  }

  /** What became of a Job. */
  async look(key: JobKey): Promise<AgentRun> {
    const job = this.find(key);
    if (!job || job.metadata.deletionTimestamp) return { state: 'none' };
    const newest = await this.newestPod(key);
    return judgeRun(job, newest, readWords(await this.linesOf(newest, LINES)));
  }

  /** The last lines that a Job’s newest pod wrote. */
  async lines(key: JobKey, count: number): Promise<readonly string[]> {
    return this.linesOf(await this.newestPod(key), count);
  }

  /** Removes a Job with its pods and their scratch space; one that runs ends in order. */
  async end({ namespace, name }: JobKey): Promise<void> {
    const job = this.find({ namespace, name });
    if (!job) return;
    await this.kubernetes.delete(
      { apiVersion: 'batch/v1', kind: 'Job', namespace, name },
      { uid: job.metadata.uid },
    );
  }

  private async newestPod({
    namespace,
    name,
  }: JobKey): Promise<KubernetesObject | undefined> {
    const pods = await this.kubernetes.list(
      { apiVersion: 'v1', kind: 'Pod', namespace },
      `job-name=${name}`,
    );
    return [...pods].sort((a, b) =>
      createdAt(b).localeCompare(createdAt(a)),
    )[0];
  }

  private async linesOf(
    pod: KubernetesObject | undefined,
    count: number,
  ): Promise<readonly string[]> {
    if (!pod) return [];
    const { namespace = '', name } = pod.metadata;
    return this.kubernetes.readLog({ namespace, name }, 'agent', count);
  }
}

function createdAt({ metadata }: KubernetesObject): string {
  return metadata.creationTimestamp ?? '';
}
