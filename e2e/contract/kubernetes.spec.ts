import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { parse } from 'yaml';
import { kubernetesAdapterContract } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/kubernetesAdapter.contract';
import { parseKubernetesObject } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/kubernetesObject';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';

const run = randomBytes(3).toString('hex');
const leaseNamespace = `contract-${run}-leases`;
const namespaces: string[] = [leaseNamespace];

function create(identity: string): RealKubernetes {
  return RealKubernetes.create({
    identity,
    leaseNamespace,
    logger: {
      error: console.error,
      warn: console.warn,
      info: () => {},
      debug: console.warn,
    },
  });
}

test.beforeAll(async () => {
  const crd = readFileSync(
    join(__dirname, '../../deploy/crds/mysqlha.dev_mysqlclusters.yaml'),
    'utf8',
  );
  const kubernetes = create('setup');
  await kubernetes.apply(parseKubernetesObject(parse(crd)));
  await kubernetes.stop();
});

test.afterAll(async () => {
  const kubernetes = create('teardown');
  for (const name of namespaces) {
    await kubernetes.delete({ apiVersion: 'v1', kind: 'Namespace', name });
  }
  await kubernetes.stop();
});

kubernetesAdapterContract(
  {
    describe: (name, body) => test.describe(name, body),
    it: (name, body) => test(name, body),
  },
  {
    open: async identity => {
      const kubernetes = create(identity);
      await kubernetes.start();
      return kubernetes;
    },
    freshNamespace: async () => {
      const kubernetes = create('setup');
      const name = `contract-${run}-${namespaces.length}`;
      namespaces.push(name);
      await kubernetes.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
      await kubernetes.stop();
      return name;
    },
  },
);
