import { z } from 'zod';
import { MAX_INSTANCES } from '../../constants';
import { backupSchema } from './backup';
import { externalSourceSchema } from './externalSource';
import { failoverSchema } from './failover';
import { initFromSchema } from './initFrom';
import { podTemplateSchema } from './podTemplate';
import { relaySchema } from './relay';
import { resourcesSchema } from './resources';
import { serviceSchema } from './service';
import { storageSchema } from './storage';
import { topologySchema } from './topology';

/** `spec` of a MySQLCluster. @public */
export const clusterSpecSchema = z
  .object({
    topology: topologySchema.default('SemiSync'),
    instances: z
      .number()
      .int()
      .min(1)
      .max(MAX_INSTANCES)
      .default(3)
      .describe(
        'Number of instances, 1 to 9, even counts too. It may be changed at any time.',
      ),
    image: z
      .string()
      .min(1)
      .max(512)
      .default('mysql:9.7')
      .describe(
        'Container image that holds mysqld 8.4 or newer. Nothing relies on its entrypoint.',
      ),
    storage: storageSchema.prefault({}),
    resources: resourcesSchema.prefault({}),
    config: z
      .record(
        z.string(),
        z
          .string()
          .max(1024)
          .regex(/^[^\r\n]*$/, {
            message:
              'must stand on one line: remove the line break, which would begin another key',
          }),
      )
      .meta({ maxProperties: 200 })
      .default({})
      .describe(
        'Keys for the [mysqld] section. Keys that durability or replication rely on are refused, with the reason.',
      ),
    durability: z
      .enum(['Required', 'Preferred'])
      .default('Required')
      .describe(
        'SemiSync only. Required: a commit waits for its acknowledgements, whatever happens. Preferred: with too few members left the engine lowers the count on the record, and says so, instead of blocking writes.',
      ),
    failover: failoverSchema.prefault({}),
    relay: relaySchema.nullable().optional(),
    externalSource: externalSourceSchema.nullable().optional(),
    initFrom: initFromSchema.nullable().optional(),
    backup: backupSchema.nullable().optional(),
    services: z
      .object({
        primary: serviceSchema.prefault({}).describe('The Service for writes.'),
        replicas: serviceSchema
          .prefault({})
          .describe('The Service for reads; falls back to the primary.'),
      })
      .prefault({})
      .describe('How the Services look.'),
    podTemplate: podTemplateSchema.optional(),
    paused: z
      .boolean()
      .default(false)
      .describe('The engine looks and reports, but acts on nothing.'),
    hibernate: z
      .boolean()
      .default(false)
      .describe('Stop all instances and keep the volumes.'),
    deletionPolicy: z
      .enum(['Retain', 'Delete'])
      .default('Retain')
      .describe(
        'What happens to the volumes when the cluster is deleted. Retain: they stay, and a cluster of the same name adopts them.',
      ),
  })
  .meta({
    'x-kubernetes-validations': [
      {
        rule: "self.topology != 'Single' || self.instances == 1",
        message:
          'topology Single has exactly one instance: set instances to 1, or choose SemiSync.',
      },
      {
        rule: "self.topology != 'GroupReplication'",
        message:
          'topology GroupReplication is not supported yet: choose SemiSync, which loses no acknowledged commit either.',
      },
      {
        rule: "self.failover.preferredPrimary.all(p, p.matches('-[0-8]$') && int(p.substring(size(p) - 1)) < self.instances)",
        message:
          'failover.preferredPrimary names an instance that the cluster does not have: instances are called <cluster>-0 up to <cluster>-<instances - 1>. Correct or remove the entry.',
        fieldPath: '.failover.preferredPrimary',
      },
      {
        rule: '!has(self.relay) || self.relay == null || !(self.relay.instance in self.relay.below)',
        message: 'relay.below can’t name the relay itself: remove it there.',
      },
      {
        rule: '!has(self.initFrom) || self.initFrom == null || has(self.initFrom.clone) != has(self.initFrom.backup)',
        message:
          'initFrom has one source: set either initFrom.clone or initFrom.backup.',
      },
      {
        rule: '!has(self.initFrom) || self.initFrom == null || !has(self.externalSource) || self.externalSource == null',
        message:
          'A cluster that follows a MySQL outside has its data from there: remove initFrom, or externalSource.',
      },
    ],
  });

/** `spec` of a MySQLCluster with all defaults in place. @public */
export type ClusterSpec = z.output<typeof clusterSpecSchema>;

/** `spec` of a MySQLCluster as a person writes it. @public */
export type ClusterSpecInput = z.input<typeof clusterSpecSchema>;
