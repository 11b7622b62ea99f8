import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Remediable } from '../errors.ts';
import { run } from '../run.ts';
import type { Recipe } from './built.ts';
import { filesBelow } from './built.ts';

/** The Kubernetes that the one binary holds; go.mod pins the same one. */
const kubernetesVersion = 'v1.34.4';

const kubeModule = join(import.meta.dirname, '..', 'kube');
const versionPackage = 'k8s.io/component-base/version';

/** Programs of the module in `kube/`. */
export type KubeProgram = 'kube' | 'dns' | 'volumes' | 'machine' | 'pause';

/** One static program of the module in `kube/`. */
export function kubeProgram(name: KubeProgram): Recipe {
  // Without it a node reports v0.0.0-master, and clients refuse the version skew.
  const version =
    name === 'kube'
      ? ` -X ${versionPackage}.gitVersion=${kubernetesVersion}`
      : '';
  return goProgram(
    name,
    kubeModule,
    `./cmd/${name}`,
    filesBelow(join(kubeModule, 'cmd', name), isSource),
    version,
  );
}

/**
 * One static program from a Go module, linked without the machine's C library, so that it runs in an empty image.
 *
 * @param inputs - the sources besides go.mod and go.sum
 */
export function goProgram(
  name: string,
  module: string,
  package_: string,
  inputs: readonly (string | Buffer)[],
  ldflags = '',
): Recipe {
  const flags = ['-trimpath', `-ldflags=-s -w${ldflags}`];
  return {
    what: name,
    inputs: [goVersion(), ...flags, ...moduleFiles(module), ...inputs],
    make: async into => {
      await run('go', ['build', ...flags, '-o', join(into, name), package_], {
        cwd: module,
        env: { CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false -mod=readonly' },
      });
    },
  };
}

/** Go sources, without the tests. */
export function isSource(name: string): boolean {
  return name.endsWith('.go') && !name.endsWith('_test.go');
}

function moduleFiles(module: string): (string | Buffer)[] {
  return filesBelow(module, name => name === 'go.mod' || name === 'go.sum');
}

let knownVersion: string | undefined;

/** The version of the Go that builds. @throws Remediable when there is none */
export function goVersion(): string {
  try {
    knownVersion ??= execFileSync('go', ['env', 'GOVERSION'], {
      encoding: 'utf8',
    }).trim();
  } catch {
    throw new Remediable(
      'Go is missing: install Go 1.24 or newer (https://go.dev/dl) and put its bin folder on PATH.',
    );
  }
  return knownVersion;
}

/** The version that go.mod asks for, as `1.24`. */
export function requiredGo(): string {
  const found = /^go (\d+\.\d+)/m.exec(
    readFileSync(join(kubeModule, 'go.mod'), 'utf8'),
  );
  if (!found?.[1]) throw new Error(`${kubeModule}/go.mod names no Go version`);
  return found[1];
}
