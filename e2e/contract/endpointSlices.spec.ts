import { test } from '@playwright/test';
import { writeSliceContract } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/engine/writeSlice.contract';
import { createAdapter } from './createAdapter';
import { ScratchNamespaces } from './ScratchNamespaces';

const namespaces = new ScratchNamespaces();

test.afterAll(() => namespaces.deleteAll());

writeSliceContract(
  {
    describe: (name, body) => test.describe(name, body),
    it: (name, body) => test(name, body),
  },
  {
    open: async identity => createAdapter({ identity }),
    freshNamespace: () => namespaces.create(),
  },
);
