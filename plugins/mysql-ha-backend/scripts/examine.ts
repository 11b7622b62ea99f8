import {
  ClusterKey,
  MySQLCluster,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { systemClock } from '../src/clock';
import { diagnose } from '../src/diagnose';
import { ClusterRecord } from '../src/engine/ClusterRecord';
import { ClusterState } from '../src/engine/ClusterState';
import { Heartbeat } from '../src/engine/Heartbeat';
import { InstanceSet } from '../src/engine/InstanceSet';
import { RealKubernetes } from '../src/kubernetes/server';
import { Mysql2Adapter } from '../src/mysql';
import { planFor } from '../src/plan';
import { systemCredentials, systemSecretName } from '../src/resources';

// What an operator would see, conclude and do now, as JSON: `examine.ts NAMESPACE NAME`. It reads and changes nothing:
// it holds no Lease, takes no lock on a server and writes no heartbeat, so it may run beside an operator or without one.

/** How long the first answers are waited for, in milliseconds. */
const PATIENCE_MS = 8_000;

async function examine(key: ClusterKey): Promise<unknown> {
  const warn = (message: string) => process.stderr.write(`${message}\n`);
  const kubernetes = RealKubernetes.create({
    logger: { error: warn, warn, info: () => {}, debug: () => {} },
    namespaces: [key.namespace],
  });
  const mysql = new Mysql2Adapter({
    kubernetes,
    clock: systemClock,
    connection: 'auto',
  });
  await kubernetes.start();
  const cluster = kubernetes.getCluster(key.namespace, key.name);
  const record = await ClusterRecord.load(
    kubernetes,
    systemClock,
    key.namespace,
    key.name,
  );
  if (!cluster || !record) throw new Error('the cluster can’t be read');
  const instances = new InstanceSet({
    adapter: mysql,
    clock: systemClock,
    namespace: key.namespace,
    interval: () => 500,
    stalledMs: () => 0,
    onChange: () => {},
  });
  const state = new ClusterState({
    key,
    kubernetes,
    clock: systemClock,
    instances,
    heartbeat: new Heartbeat(systemClock, { lateMs: () => 0 }),
    // Whose turn it is only the operator knows, and only it asks a MySQL outside, an archiver, and for binary logs and events.
    operations: { request: () => undefined },
    rotation: { view: () => undefined },
    binlogs: () => undefined,
    heartbeats: () => undefined,
    archive: () => undefined,
    events: () => undefined,
    outside: {
      view: () => ({
        login: 'unknown',
        seen: { state: 'unknown' },
        loginGiven: false,
      }),
    },
  });
  await instances.sync(state.pods(), await credentialsOf(kubernetes, cluster));
  const until = systemClock.monotonic() + PATIENCE_MS;
  while (!instances.isProbed && systemClock.monotonic() < until) {
    await systemClock.sleep(100);
  }
  await instances.askSupervisors();
  const snapshot = state.snapshot(cluster, record);
  return {
    snapshot,
    findings: diagnose(snapshot).map(finding => ({
      ...finding,
      plan: finding.recovery && planFor(snapshot, finding.recovery),
    })),
  };
}

async function credentialsOf(
  kubernetes: RealKubernetes,
  { metadata }: MySQLCluster,
) {
  const secret = await kubernetes.read({
    apiVersion: 'v1',
    kind: 'Secret',
    namespace: metadata.namespace,
    name: systemSecretName(metadata),
  });
  const credentials = secret && systemCredentials(secret);
  if (!credentials) throw new Error('the passwords are not there');
  return credentials;
}

const [namespace = '', name = ''] = process.argv.slice(2);
examine({ namespace, name }).then(
  result => {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`, () =>
      process.exit(0),
    );
  },
  error => {
    process.stderr.write(`${String(error)}\n`, () => process.exit(1));
  },
);
