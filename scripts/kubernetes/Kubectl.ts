import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtPath } from '../../local-cluster/build/built.ts';
import { kubeProgram } from '../../local-cluster/build/goProgram.ts';
import { Remediable } from '../../local-cluster/errors.ts';
import { run } from '../../local-cluster/run.ts';
import type { Target } from './Target.ts';

/** kubectl against one cluster. */
export class Kubectl {
  /**
   * The embedded cluster brings its own; for another one it is the person's, whose kubeconfig may call
   * plugins that only they have.
   *
   * @throws Remediable when there is none
   */
  static for(target: Target): Kubectl {
    const own = ownKubectl();
    const installed =
      spawnSync('kubectl', ['version', '--client']).status === 0;
    if (own && (target.embedded || !installed)) return new Kubectl(target, own);
    if (installed) return new Kubectl(target, ['kubectl']);
    throw new Remediable(
      'kubectl is missing: install it (https://kubernetes.io/docs/tasks/tools) and put it on PATH.',
    );
  }

  private readonly target: Target;
  private readonly program: readonly string[];

  private constructor(target: Target, program: readonly string[]) {
    this.target = target;
    this.program = program;
  }

  /** The program with its arguments, for someone who wants to spawn it. */
  command(args: readonly string[]): [string, string[]] {
    const [program = 'kubectl', ...first] = this.program;
    return [program, [...first, ...args]];
  }

  /** The variables under which {@link command} finds the cluster. */
  get env(): Record<string, string> {
    return { KUBECONFIG: this.target.kubeconfig };
  }

  /** Runs it. @returns what it wrote */
  run(args: readonly string[], input?: string): Promise<string> {
    return run(...this.command(args), {
      env: this.env,
      input,
      timeoutMs: 60_000,
    });
  }

  /** One object as Kubernetes has it, `undefined` when it has none. */
  async get(
    kind: string,
    namespace: string,
    name: string,
  ): Promise<unknown | undefined> {
    const text = await this.run([
      ...['--namespace', namespace, 'get', kind, name],
      ...['--ignore-not-found', '--output', 'json'],
    ]);
    return text.trim() === '' ? undefined : JSON.parse(text);
  }
}

function ownKubectl(): readonly string[] | undefined {
  let program: string;
  try {
    program = join(builtPath(kubeProgram('kube')), 'kube');
  } catch (failure) {
    // Without Go there is no embedded cluster and no program of its own.
    if (failure instanceof Remediable) return undefined;
    throw failure;
  }
  return existsSync(program) ? [program, 'kubectl'] : undefined;
}
