/** The agent as a Job runs it, bundled and with its settings of memory, and what it used. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { S3Access } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { z } from 'zod';
import { agentEnvironment } from '../../e2e/backup/agentEnvironment';
import { peakOf } from '../../e2e/backup/peakOf';
import { tempFolder } from '../../e2e/conformance/tempFolder';
import { ROOT } from '../../e2e/stand';
import { cpuOf } from './cpuOf';

/** A step of a run. */
export interface AgentStep {
  readonly name: string;
  readonly ms: number;
  /** What the agent’s own process computed meanwhile. */
  readonly cpuMs: number;
  /** The most memory until its end, in bytes. */
  readonly peakBytes: number;
}

/** What a run was. */
export interface AgentRun {
  readonly ms: number;
  readonly steps: readonly AgentStep[];
  /** Of the agent’s own process, without mysqld and mysqldump; in bytes. */
  readonly peakBytes: number;
  readonly result: Readonly<Record<string, string | number>>;
}

const sampleEveryMs = 50;
const lineSchema = z.object({
  step: z.string().optional(),
  result: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  error: z.string().optional(),
});

let bundle: string | undefined;

function bundled(): string {
  if (bundle !== undefined) return bundle;
  bundle = join(tempFolder(), 'agent.cjs');
  execFileSync(process.execPath, [
    join(ROOT, 'plugins/mysql-ha-agent/scripts/bundle.mjs'),
    bundle,
  ]);
  return bundle;
}

/** Runs it to its end. @throws Error with its own words when it fails */
export async function runAgent(
  settings: object,
  store: S3Access,
): Promise<AgentRun> {
  const program = bundled();
  const env = agentEnvironment(settings, store);
  const startedAt = performance.now();
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', '--', process.execPath, program],
    { stdio: ['ignore', 'pipe', 'inherit'], env },
  );
  const exited = once(child, 'exit');
  let peakBytes = 0;
  let cpuMs = 0;
  const sample = () => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid));
    cpuMs = Math.max(cpuMs, cpuOf(child.pid));
  };
  const sampler = setInterval(sample, sampleEveryMs);
  const begun: {
    readonly name: string;
    readonly at: number;
    readonly peakBefore: number;
    readonly cpuBefore: number;
  }[] = [];
  let last: z.output<typeof lineSchema> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    last = lineSchema.parse(JSON.parse(line));
    const { step } = last;
    sample();
    if (step !== undefined && step !== begun[begun.length - 1]?.name)
      begun.push({
        name: step,
        at: performance.now(),
        peakBefore: peakBytes,
        cpuBefore: cpuMs,
      });
  }
  await exited;
  clearInterval(sampler);
  const endedAt = performance.now();
  if (!last.result) throw new Error(`the agent failed: ${last.error ?? '?'}`);
  return {
    ms: endedAt - startedAt,
    steps: begun.map(({ name, at, cpuBefore }, index) => ({
      name,
      ms: (begun[index + 1]?.at ?? endedAt) - at,
      cpuMs: (begun[index + 1]?.cpuBefore ?? cpuMs) - cpuBefore,
      peakBytes: begun[index + 1]?.peakBefore ?? peakBytes,
    })),
    peakBytes,
    result: last.result,
  };
}
