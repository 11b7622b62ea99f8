import { existsSync } from 'node:fs';
import {
  down,
  loadImages,
  mysqlRootfs,
  reset,
  up,
} from '../../local-cluster/index.ts';
import { instanceNamed } from '../../local-cluster/instance.ts';
import { installPackages } from '../../local-cluster/packages.ts';
import type { Progress } from '../../local-cluster/progress.ts';
import { Kubectl } from '../kubernetes/Kubectl.ts';
import type { Target } from '../kubernetes/Target.ts';
import { chooseTarget } from '../kubernetes/Target.ts';
import { applyDefinitions } from '../kubernetes/definitions.ts';
import type { Stage, TestBed } from './Stage.ts';

/** Beside the one of `npm start`, so that both may run at once. */
const instance = 'test';

/** What the stages stand on: made when the first of them needs it, gone when the last is through. */
export class TestBeds {
  static create(progress: Progress): TestBeds {
    return new TestBeds(progress);
  }

  private readonly progress: Progress;
  private readonly target: Target;
  private cluster?: Promise<void>;
  private cameUp = false;
  private rootfs?: Promise<string>;

  private constructor(progress: Progress) {
    this.progress = progress;
    const given = chooseTarget();
    this.target = given.embedded
      ? { embedded: true, kubeconfig: instanceNamed(instance).kubeconfig }
      : given;
  }

  /** Begins to make what these stages need, beside the stages that need nothing. */
  begin(stages: readonly Stage[]): void {
    if (stages.some(({ needs }) => needs === 'cluster'))
      this.bringUp().catch(() => {});
    else if (stages.some(({ needs }) => needs === 'mysql'))
      this.mysql().catch(() => {});
  }

  /**
   * Waits for what a stage needs.
   *
   * @throws what kept it from being made
   */
  async of({ needs }: Stage): Promise<TestBed> {
    if (needs === 'cluster') await this.bringUp();
    const rootfs =
      needs === 'cluster' || needs === 'mysql' ? await this.mysql() : '';
    return { kubeconfig: this.target.kubeconfig, instance, rootfs };
  }

  /** Takes the tests' cluster down, with all that it held; of one that never came up the logs stay. */
  async end(): Promise<void> {
    if (this.cluster === undefined || !this.target.embedded) return;
    this.cluster = undefined;
    await (this.cameUp ? reset({ instance }) : down({ instance }));
  }

  private bringUp(): Promise<void> {
    this.cluster ??= this.makeCluster();
    return this.cluster;
  }

  private mysql(): Promise<string> {
    this.rootfs ??= this.makeRootfs();
    return this.rootfs;
  }

  private async makeRootfs(): Promise<string> {
    // The cluster needs it too: both at once would only wait for each other.
    await this.cluster?.catch(() => {});
    await installPackages(this.progress);
    return mysqlRootfs();
  }

  private async makeCluster(): Promise<void> {
    if (this.target.embedded) {
      // What a run left behind that was killed.
      if (existsSync(instanceNamed(instance).directory))
        await reset({ instance });
      await up({ instance, progress: this.progress });
      await loadImages({ instance });
    }
    await applyDefinitions(Kubectl.for(this.target));
    this.cameUp = true;
  }
}
