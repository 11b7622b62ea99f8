import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { parse } from 'yaml';
import { kubernetesAdapterContract } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/kubernetesAdapter.contract';
import { parseKubernetesObject } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/kubernetesObject';
import { createAdapter } from './createAdapter';
import { ScratchNamespaces } from './ScratchNamespaces';

const namespaces = new ScratchNamespaces();
// Not made beforehand: the adapter makes it.
const leaseNamespace = namespaces.name();

test.beforeAll(async () => {
  const kubernetes = createAdapter();
  const definitions = join(__dirname, '../../deploy/crds');
  for (const file of readdirSync(definitions)) {
    const crd = readFileSync(join(definitions, file), 'utf8');
    await kubernetes.apply(parseKubernetesObject(parse(crd)));
  }
  await kubernetes.stop();
});

test.afterAll(() => namespaces.deleteAll());

kubernetesAdapterContract(
  {
    describe: (name, body) => test.describe(name, body),
    it: (name, body) => test(name, body),
  },
  {
    open: async identity => {
      const kubernetes = createAdapter({ identity, leaseNamespace });
      await kubernetes.start();
      return kubernetes;
    },
    freshNamespace: () => namespaces.create(),
  },
);
