import { join } from 'node:path';
import { messageOf } from '../../local-cluster/errors.ts';
import { loadImages } from '../../local-cluster/index.ts';
import { localDirectory } from '../../local-cluster/instance.ts';
import type { Progress } from '../../local-cluster/progress.ts';
import { inWords, step } from '../../local-cluster/progress.ts';
import type { Target } from '../kubernetes/Target.ts';
import type { BackendProcess } from '../portal/BackendProcess.ts';
import { portalUrl, startPortal } from '../portal/portal.ts';
import { forecast } from '../progress/Forecast.ts';
import { Timings } from '../progress/Timings.ts';
import { ensureSampleCluster, sample } from '../sample/sampleCluster.ts';
import { bringUpCluster } from './bringUpCluster.ts';
import { portalIsUsable, preparePortal } from './bringUpPortal.ts';
import { survey } from './survey.ts';

/** What a start is to bring up. */
export interface StartOptions {
  readonly target: Target;
  readonly port: number;
  /** Folder of the portal's databases. */
  readonly state: string;
  readonly withSample: boolean;
  readonly progress: Progress;
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal;
}

/** Everything from nothing to a portal with a MySQL cluster in it, as far as it isn't there. */
export class Start {
  static create(options: StartOptions): Start {
    return new Start(options);
  }

  /** The portal, as soon as it has been started. */
  portal?: BackendProcess;
  readonly log = join(localDirectory, 'log', 'portal.log');
  private readonly options: StartOptions;
  private readonly timings = Timings.load();

  private constructor(options: StartOptions) {
    this.options = options;
  }

  /** Brings it up; what fails can be taken up again by another start. */
  async bringUp(): Promise<void> {
    const { target, progress, signal } = this.options;
    const work = survey(target);
    progress.say(
      `This takes about ${inWords(forecast(work, this.timings))}${
        work.clusterPart === 'cluster from nothing'
          ? ', most of it to compile Kubernetes, which is done once'
          : ''
      }.`,
    );
    await Promise.all([
      bringUpCluster(target, work.clusterPart, this.timings, progress),
      this.bringUpPortal(),
    ]);
    // Bundled from what the portal's part has installed.
    if (target.embedded)
      await step(progress, 'Backup agent in the nodes', () => loadImages());
    if (!this.options.withSample) return;
    try {
      await this.createSample();
    } catch (failure) {
      if (signal.aborted) return;
      // The portal is the better place to find out: what the engine does about it is on the cluster's page.
      progress.say(`The sample cluster is not healthy: ${messageOf(failure)}`);
    }
  }

  private async bringUpPortal(): Promise<void> {
    const { port, state, target, progress, signal } = this.options;
    await preparePortal(this.timings, progress);
    if (signal.aborted) return;
    // It need not wait for Kubernetes: it shows what it has and connects by itself.
    this.portal = startPortal({
      kubeconfig: target.kubeconfig,
      port,
      state,
      log: this.log,
    });
    await portalIsUsable(this.portal, portalUrl(port), this.timings, progress);
  }

  private async createSample(): Promise<void> {
    const { port, progress, signal } = this.options;
    const name = `MySQL cluster ${sample.namespace}/${sample.name}`;
    const begun = performance.now();
    progress.begin(name);
    const outcome = await ensureSampleCluster(
      port,
      line => progress.say(`  ${line}`),
      signal,
    );
    const seconds = (performance.now() - begun) / 1000;
    if (outcome === 'created') this.timings.remember('sample cluster', seconds);
    progress.end(name, seconds);
  }
}
