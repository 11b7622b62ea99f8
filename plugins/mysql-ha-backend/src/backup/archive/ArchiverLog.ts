import { stringifyError } from '@backstage/errors';
import { Clock } from '../../clock';
import { KubernetesObject, OperatorKubernetes } from '../../kubernetes';
import {
  agentPodStatus,
  agentRestarts,
  agentState,
  obstacle,
} from '../jobs/agentPodStatus';
import { ArchiveState } from './ArchiveState';
import { archiverPods } from './archiverDeployment';
import { archiveWord } from './archiveWords';

/** Enough to have, of a log that goes on for long, what can be restored: that is told once a minute. */
const LINES = 150;
/** It speaks every ten seconds; one that says nothing for so long may be on a node that is gone, in milliseconds. */
const SILENT_MS = 45_000;
/** How soon an archiver that does not run is looked for again, in milliseconds. */
const AGAIN_MS = 3_000;

/**
 * Listens to what an archiver says, as one request that goes on. Only while none runs is it asked again and again which pod
 * there is.
 */
export class ArchiverLog {
  private readonly abort = new AbortController();
  /** The container that was listened to: what it said before is known. */
  private known?: string;

  constructor(
    private readonly given: {
      readonly kubernetes: Pick<OperatorKubernetes, 'list' | 'followLog'>;
      readonly clock: Clock;
      readonly namespace: string;
      /** Of the Deployment. */
      readonly name: string;
      readonly state: ArchiveState;
      /** Whether a pod writes where the archive is meant to be: one of before the archive was moved may still run. */
      readonly isMeant: (pod: KubernetesObject) => boolean;
    },
  ) {
    void this.run();
  }

  /** Listens no more. */
  stop(): void {
    this.abort.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      // What is refused or breaks off is tried again; nothing heard for long is told as such.
      await this.listen().catch(error => this.refused(stringifyError(error)));
      await this.given.clock.sleep(AGAIN_MS, signal).catch(() => undefined);
    }
  }

  private async listen(): Promise<void> {
    const { kubernetes, namespace, name, state, isMeant } = this.given;
    const pods = await kubernetes.list(
      { apiVersion: 'v1', kind: 'Pod', namespace },
      archiverPods(name),
    );
    const [pod] = pods
      .filter(one => !one.metadata.deletionTimestamp && isMeant(one))
      .sort((a, b) => createdAt(b).localeCompare(createdAt(a)));
    const status = agentPodStatus(pod);
    if (!pod || !agentState(status)?.running) {
      const why = obstacle(status);
      state.notRunning(
        why === undefined
          ? undefined
          : {
              reason: 'NotRunning',
              message: `The archiver of the binary log does not run. ${why}`,
              next: `kubectl --namespace ${namespace} describe deployment ${name}.`,
            },
      );
      return;
    }
    state.notRunning(undefined);
    await this.follow(pod, `${pod.metadata.uid} ${agentRestarts(status)}`);
  }

  private async follow(
    { metadata }: KubernetesObject,
    container: string,
  ): Promise<void> {
    const { kubernetes, clock, namespace, state } = this.given;
    const lines = this.known === container ? 0 : LINES;
    const over = new AbortController();
    const signal = AbortSignal.any([this.abort.signal, over.signal]);
    let heardAt = clock.monotonic();
    const silence = async () => {
      while (!signal.aborted && clock.monotonic() - heardAt < SILENT_MS)
        await clock.sleep(AGAIN_MS, signal).catch(() => undefined);
      over.abort();
    };
    const watched = silence();
    try {
      for await (const line of kubernetes.followLog(
        { namespace, name: metadata.name },
        'agent',
        { lines, signal },
      )) {
        heardAt = clock.monotonic();
        this.known = container;
        const word = archiveWord(line);
        if (word) state.note(word);
      }
    } finally {
      over.abort();
      await watched;
    }
  }

  private refused(message: string): void {
    if (this.abort.signal.aborted) return;
    this.given.state.notRunning({
      reason: 'NotHeard',
      message: `What the archiver of the binary log says can’t be read: ${message}`,
      next: 'give the operator the rights of deploy/rbac.yaml; the archiver itself may well go on.',
    });
  }
}

function createdAt({ metadata }: KubernetesObject): string {
  return metadata.creationTimestamp ?? '';
}
