import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createBackupScheduleSchema,
  createClusterSchema,
  createRestoreSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { json, RequestHandler } from 'express';
import PromiseRouter from 'express-promise-router';
import request from 'supertest';
import { parse } from 'yaml';
import { z } from 'zod';
import { clusterSizes } from './clusterSizes';
import { scaffolderModuleMysqlHa } from './module';

const propertySchema = z.looseObject({
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  enumNames: z.array(z.string()).optional(),
});
const propertiesSchema = z.record(z.string(), propertySchema);
const pageSchema = z.looseObject({
  properties: propertiesSchema,
  dependencies: z
    .record(
      z.string(),
      z.looseObject({
        oneOf: z.array(z.looseObject({ properties: propertiesSchema })),
      }),
    )
    .default({}),
});
const templateSchema = z.looseObject({
  spec: z.looseObject({ parameters: z.array(pageSchema) }),
});

function readTemplate(name: string) {
  const path = join(__dirname, '../../../templates', name, 'template.yaml');
  return templateSchema.parse(parse(readFileSync(path, 'utf8')));
}

/** All fields of a template’s form, also those that depend on the choice in another one, which they repeat. */
function fields(template: z.output<typeof templateSchema>) {
  return template.spec.parameters.flatMap(({ properties, dependencies }) => [
    ...Object.entries(properties),
    ...Object.entries(dependencies).flatMap(([chosen, { oneOf }]) =>
      oneOf.flatMap(one =>
        Object.entries(one.properties).filter(([name]) => name !== chosen),
      ),
    ),
  ]);
}

/** What a form holds when a person only fills in what has no default. */
function defaults(template: z.output<typeof templateSchema>) {
  return Object.fromEntries(
    template.spec.parameters.flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([name, property]) =>
        property.default === undefined ? [] : [[name, property.default]],
      ),
    ),
  );
}

/** A real scaffolder, with a MySQL plugin that keeps what it is asked to create. */
async function startScaffolder() {
  const created: unknown[] = [];
  const fakeMysqlPlugin = createBackendPlugin({
    pluginId: 'mysql-ha',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = PromiseRouter();
          router.use(json());
          const keep: RequestHandler = (req, res) => {
            created.push(req.body);
            res.json({ outcome: 'valid', manifest: 'x: 1', warnings: [] });
          };
          router.post('/v1/clusters', keep);
          router.post('/v1/restores', keep);
          router.post('/v1/clusters/:namespace/:name/backup-schedules', keep);
          httpRouter.use(router);
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleMysqlHa,
      fakeMysqlPlugin,
      catalogServiceMock.factory(),
      mockServices.events.factory(),
    ],
  });
  const dryRun = (template: unknown, values: object) =>
    request(server)
      .post('/api/scaffolder/v2/dry-run')
      .send({ template, values, directoryContents: [] });
  return { created, dryRun };
}

const snippetSchema = z.object({
  env: z.array(
    z.object({
      name: z.string(),
      valueFrom: z.object({
        secretKeyRef: z.object({ name: z.string(), key: z.string() }),
      }),
    }),
  ),
});

/** The variables of the snippet in a text, each with the Secret and the key that it comes from. */
function variablesIn(text: string) {
  const snippet = /```yaml\n([^`]*)```/.exec(text)?.[1] ?? '';
  return snippetSchema.parse(parse(snippet)).env.map(({ name, valueFrom }) => {
    const { secretKeyRef } = valueFrom;
    return [name, secretKeyRef.name, secretKeyRef.key];
  });
}

const answers = {
  name: 'orders',
  namespace: 'shop',
  owner: 'group:default/shop-team',
};

it.each(['mysql-ha-cluster', 'mysql-single', 'mysql-restore'])(
  'template %s explains each choice',
  name => {
    const chosen = fields(readTemplate(name)).filter(
      ([, property]) => property.enum,
    );
    expect(chosen).not.toEqual([]);
    for (const [, property] of chosen) {
      expect(property.enumNames).toHaveLength(property.enum?.length ?? 0);
    }
  },
);

describe.each(['mysql-ha-cluster', 'mysql-single'])('template %s', name => {
  const template = readTemplate(name);

  it('offers the sizes that the action knows, and says what they are', () => {
    const size = Object.fromEntries(fields(template)).size;
    expect(size.enum).toEqual(Object.keys(clusterSizes));
    const text = (size.enumNames ?? []).join('\n');
    const told = Object.values(clusterSizes).map(({ requests }) => ({
      cpu: requests.cpu.endsWith('m')
        ? String(parseInt(requests.cpu, 10) / 1000)
        : requests.cpu,
      memory: requests.memory.replace(/(\d+)(\wi)/, '$1 $2B'),
    }));
    for (const { cpu, memory } of told) {
      expect(text).toContain(`${cpu} CPU, ${memory} memory`);
    }
  });
});

describe('the templates in a scaffolder', () => {
  let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;
  beforeAll(async () => {
    scaffolder = await startScaffolder();
  });
  beforeEach(() => {
    scaffolder.created.length = 0;
  });

  it('ask for three semi-synchronous instances when nothing is changed', async () => {
    const template = readTemplate('mysql-ha-cluster');
    const { status, body } = await scaffolder.dryRun(template, {
      ...defaults(template),
      ...answers,
    });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    expect(scaffolder.created).toEqual([
      {
        ...answers,
        dryRun: true,
        createNamespace: true,
        spec: {
          topology: 'SemiSync',
          instances: 3,
          image: 'mysql:9.7',
          storage: { size: '10Gi' },
          resources: clusterSizes.small,
        },
      },
    ]);
    expect(createClusterSchema.safeParse(scaffolder.created[0]).error).toBe(
      undefined,
    );
    expect(body.output.links).toEqual([
      expect.objectContaining({ entityRef: 'resource:shop/orders' }),
    ]);
    expect(body.output.text[0].content).toContain(
      'orders-primary.shop.svc:3306',
    );
    expect(variablesIn(body.output.text[0].content)).toEqual([
      ['MYSQL_HOST', 'orders-app', 'host'],
      ['MYSQL_PORT', 'orders-app', 'port'],
      ['MYSQL_DATABASE', 'orders-app', 'database'],
      ['MYSQL_USER', 'orders-app', 'username'],
      ['MYSQL_PASSWORD', 'orders-app', 'password'],
    ]);
  });

  it('have backups made where they are wanted, and ask where to', async () => {
    const template = readTemplate('mysql-ha-cluster');
    const wanted = { ...defaults(template), ...answers, backup: '@daily' };

    const { status } = await scaffolder.dryRun(template, wanted);
    expect(status).toBe(400);

    await scaffolder.dryRun(template, { ...wanted, location: 'store' });
    const [cluster, schedule] = scaffolder.created;
    expect(createClusterSchema.parse(cluster).spec.backup).toEqual({
      ...{ locationName: 'store', archiveBinlogs: true },
    });
    expect(createBackupScheduleSchema.parse(schedule)).toMatchObject({
      name: 'orders-backups',
      spec: {
        schedule: '@daily',
        retention: { keepLast: 7 },
        backupTemplate: { spec: { locationName: 'store' } },
      },
      dryRun: true,
    });
  });

  it.each([
    ['@weekly', { verify: { schedule: '@weekly' } }],
    ['none', {}],
  ])('have the backups tried out %s', async (prove, wanted) => {
    const template = readTemplate('mysql-ha-cluster');
    const given = { ...defaults(template), ...answers, prove };
    const backup = { backup: '@daily', location: 'store' };
    await scaffolder.dryRun(template, { ...given, ...backup });
    expect(
      createClusterSchema.parse(scaffolder.created[0]).spec.backup,
    ).toEqual({ locationName: 'store', archiveBinlogs: true, ...wanted });
  });

  it('pass on all that an expert says', async () => {
    const template = readTemplate('mysql-ha-cluster');
    const { body } = await scaffolder.dryRun(template, {
      ...defaults(template),
      ...answers,
      system: 'system:default/shop',
      description: 'What was "ordered"',
      size: 'large',
      topology: 'Async',
      instances: 5,
      expert: true,
      durability: 'Preferred',
      storageClassName: 'fast',
      image: 'registry/mysql:9.7.4',
      config: { max_connections: '500' },
      deletionPolicy: 'Delete',
    });
    expect(body.error).toBeUndefined();
    expect(scaffolder.created).toEqual([
      {
        ...answers,
        system: 'system:default/shop',
        description: 'What was "ordered"',
        dryRun: true,
        createNamespace: true,
        spec: {
          topology: 'Async',
          instances: 5,
          image: 'registry/mysql:9.7.4',
          storage: { size: '10Gi', storageClassName: 'fast' },
          resources: clusterSizes.large,
          durability: 'Preferred',
          config: { max_connections: '500' },
          deletionPolicy: 'Delete',
        },
      },
    ]);
  });

  it('ask for one instance where one is wanted', async () => {
    const template = readTemplate('mysql-single');
    const { body } = await scaffolder.dryRun(template, {
      ...defaults(template),
      ...answers,
      deletionPolicy: 'Delete',
    });
    expect(body.error).toBeUndefined();
    expect(scaffolder.created).toEqual([
      {
        ...answers,
        dryRun: true,
        createNamespace: true,
        spec: {
          topology: 'Single',
          instances: 1,
          image: 'mysql:9.7',
          storage: { size: '5Gi' },
          resources: clusterSizes.small,
          deletionPolicy: 'Delete',
        },
      },
    ]);
  });

  it.each([
    [
      'a backup by its name',
      { from: 'backup', backup: 'nightly-1' },
      { source: { backupName: 'nightly-1' } },
    ],
    [
      'a cluster to a moment',
      { sourceCluster: 'orders', time: '2026-05-01T10:00:00.25Z' },
      {
        source: { clusterName: 'orders' },
        pointInTime: { time: '2026-05-01T10:00:00.25Z' },
      },
    ],
    [
      'a backup by its path',
      { from: 'path', location: 'store', path: 'shop/orders/backups/x' },
      { source: { locationName: 'store', path: 'shop/orders/backups/x' } },
    ],
  ])('restore %s, each task by a restore of its own', async (_, from, spec) => {
    const template = readTemplate('mysql-restore');
    const wanted = {
      ...defaults(template),
      ...{ namespace: 'shop', name: 'orders-2' },
    };
    expect((await scaffolder.dryRun(template, wanted)).status).toBe(400);

    const { body } = await scaffolder.dryRun(template, {
      ...wanted,
      ...from,
    });
    expect(body.error).toBeUndefined();
    expect(scaffolder.created).toEqual([
      {
        name: expect.stringMatching(/^orders-2-[a-z0-9-]{36,}$/),
        ...{ namespace: 'shop', dryRun: true },
        spec: { ...spec, target: { clusterName: 'orders-2' } },
      },
    ]);
    expect(createRestoreSchema.safeParse(scaffolder.created[0]).error).toBe(
      undefined,
    );
    expect(body.output.links).toEqual([
      expect.objectContaining({ entityRef: 'resource:shop/orders-2' }),
    ]);
    expect(variablesIn(body.output.text[0].content)[0]).toEqual([
      ...['MYSQL_HOST', 'orders-2-app', 'host'],
    ]);
  });

  it('restore in place of what a cluster has, when its name is typed once more', async () => {
    const template = readTemplate('mysql-restore');
    const wanted = {
      ...defaults(template),
      ...{ namespace: 'shop', sourceCluster: 'orders', into: 'inPlace' },
      time: '2026-05-01T10:00:00Z',
      // Typed before the choice was another one.
      ...{ name: 'orders-2', databases: ['orders'] },
    };
    expect((await scaffolder.dryRun(template, wanted)).status).toBe(400);

    const { body } = await scaffolder.dryRun(template, {
      ...wanted,
      ...{ existing: 'orders', confirm: 'orders' },
    });
    expect(body.error).toBeUndefined();
    expect(scaffolder.created).toEqual([
      {
        name: expect.stringMatching(/^orders-[a-z0-9-]{36,}$/),
        ...{ namespace: 'shop', dryRun: true, confirm: 'orders' },
        spec: {
          source: { clusterName: 'orders' },
          pointInTime: { time: '2026-05-01T10:00:00Z' },
          target: { clusterName: 'orders', inPlace: true },
        },
      },
    ]);
    expect(createRestoreSchema.safeParse(scaffolder.created[0]).error).toBe(
      undefined,
    );
    expect(body.output.links).toEqual([
      expect.objectContaining({ entityRef: 'resource:shop/orders' }),
    ]);
  });

  it('restore some databases of a dump', async () => {
    const template = readTemplate('mysql-restore');
    await scaffolder.dryRun(template, {
      ...defaults(template),
      ...{ namespace: 'shop', name: 'orders-2' },
      ...{ from: 'backup', backup: 'dump' },
      databases: ['orders'],
    });
    expect(scaffolder.created).toMatchObject([
      { spec: { databases: ['orders'] } },
    ]);
  });

  it.each([
    ['a name that is no DNS label', { name: 'Orders' }],
    ['a name that is too long', { name: 'o'.repeat(33) }],
    ['a storage size without a unit', { storage: '10' }],
    ['ten instances', { instances: 10 }],
  ])('stop at the form for %s', async (_case, wrong) => {
    const template = readTemplate('mysql-ha-cluster');
    const { status } = await scaffolder.dryRun(template, {
      ...defaults(template),
      ...answers,
      ...wrong,
    });
    expect(status).toBe(400);
    expect(scaffolder.created).toEqual([]);
  });
});
