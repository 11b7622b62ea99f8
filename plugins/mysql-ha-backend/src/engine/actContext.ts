import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterKey,
  Incident,
  MYSQL_PORT,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { ActContext, AuthorityLostError, PasswordSteps } from '../act';
import { Clock } from '../clock';
import { KubernetesAdapter } from '../kubernetes';
import { ReplicationSource, SystemCredentials } from '../mysql';
import { instanceHost, instanceOrdinal } from '../resources';
import { ClusterRecord } from './ClusterRecord';
import { incidentEvent } from './incidentEvent';
import { IncidentLog } from './IncidentLog';
import { OperationDesk } from '../operations';
import { InstanceSet } from './InstanceSet';
import { OutsideSource } from './OutsideSource';
import { PasswordRotation } from './PasswordRotation';
import { Routing } from './Routing';

function notRotated(): Promise<never> {
  return Promise.reject(new Error('passwords are not rotated here'));
}

const NOT_ROTATED: PasswordSteps = {
  offer: notRotated,
  renew: notRotated,
  adopt: notRotated,
  discard: notRotated,
};

/** Binds the steps of plans to one cluster. */
export function actContext(options: {
  readonly key: ClusterKey;
  readonly clock: Clock;
  readonly logger: LoggerService;
  readonly kubernetes: KubernetesAdapter;
  readonly hasAuthority: () => boolean;
  readonly record: ClusterRecord;
  readonly instances: InstanceSet;
  readonly incident: IncidentLog;
  readonly credentials: () => SystemCredentials | undefined;
  readonly routing: Routing;
  readonly outside: Pick<OutsideSource, 'source' | 'wasGiven'>;
  /** None where no passwords are rotated. */
  readonly rotation?: PasswordRotation;
  readonly downForMs: () => number;
  readonly operations?: Pick<OperationDesk, 'end' | 'unrecorded'>;
  readonly onFirstCommit: (instance: string) => void;
}): ActContext {
  const { key, instances, record, incident, kubernetes } = options;
  const login = (
    name: string,
    user: 'replication' | 'clone',
  ): ReplicationSource => {
    const credentials = options.credentials();
    if (!credentials) {
      throw new Error('the Secret with the system users is not there yet');
    }
    return {
      host: instanceHost(key, instanceOrdinal(key, name) ?? 0),
      port: MYSQL_PORT,
      ...credentials[user],
    };
  };
  const announce = (ended: Incident) => {
    const cluster = kubernetes.getCluster(key.namespace, key.name);
    if (cluster) kubernetes.recordEvent(cluster, incidentEvent(ended));
  };
  return {
    clock: options.clock,
    logger: options.logger,
    namespace: key.namespace,
    assertAuthority() {
      if (!options.hasAuthority()) {
        throw new AuthorityLostError('the Lease is no longer held');
      }
    },
    instance: name => instances.mysql(name),
    supervisor: name => instances.supervisor(name),
    replicationSource: name => login(name, 'replication'),
    nextReplicationSource: name => {
      const source = login(name, 'replication');
      const next = options.credentials()?.nextReplication;
      return next ? { ...source, password: next } : source;
    },
    gaveSource: (name, source) => options.rotation?.gave(name, source),
    // No getter that throws: a context is copied when its steps are noted in an operation.
    passwords: options.rotation ?? NOT_ROTATED,
    cloneDonor: name => login(name, 'clone'),
    outsideSource: () => options.outside.source(),
    gaveOutside: (name, source) => options.outside.wasGiven(name, source),
    readFacts: name => instances.readFacts(name),
    term: () => record.recorded.term ?? 0,
    members: () => record.members(),
    record: change => record.change(change),
    route: () => options.routing.write(true),
    deletePod: async name => {
      const pod = kubernetes.getWatched('Pod', key.namespace, name);
      await kubernetes.delete(
        { apiVersion: 'v1', kind: 'Pod', namespace: key.namespace, name },
        { uid: pod?.metadata.uid },
      );
    },
    openIncident: intent =>
      incident.open(intent, intent.downForMs ?? options.downForMs()),
    noteStep: (name, durationMs, state) => {
      incident.note(name, durationMs, state);
      if (state === 'Done' && name.startsWith('first commit on ')) {
        options.onFirstCommit(name.slice('first commit on '.length));
      }
    },
    learn: (sentence, loss) => {
      options.logger.info(sentence);
      incident.learn(sentence, loss);
    },
    dropIncident: () => incident.discard(),
    endOperation: async (name, phase, message) => {
      await options.operations?.end(name, phase, message);
      const missed = options.operations?.unrecorded(name, record.recorded);
      if (!missed) return;
      await record.addIncident(missed);
      announce(missed);
    },
    closeIncident: async change => {
      const ended = incident.ended(record.recorded.term ?? 0);
      if (change) await record.change({ ...change, incident: ended });
      else if (ended) await record.addIncident(ended);
      incident.discard();
      if (ended) announce(ended);
    },
  };
}
