import type { JobSettings } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { ClusterSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OwnerReference } from '../../kubernetes';
import { StoreOfLocation } from './storeOf';

/** A piece of work for the agent. */
export interface AgentTask {
  readonly namespace: string;
  /** The Job’s name. */
  readonly name: string;
  /** The cluster that it is about, if it is about one: by it people find the Job. */
  readonly cluster?: string;
  /** Goes, and the Job with it. */
  readonly owner: OwnerReference;
  readonly settings: JobSettings;
  readonly store: StoreOfLocation;
  readonly agentImage: string;
  /** Work that needs MySQL’s programs runs in this image; the rest in the agent’s own. */
  readonly mysqlImage?: string;
  /** Mounted as the login of the source. */
  readonly login?: { readonly secret: string; readonly user: string };
  /** Room for the time of the work: a volume, or for little the node’s own disk. */
  readonly scratch?:
    | 'node'
    | { readonly size: string; readonly storageClassName?: string };
  /** A volume that is there, mounted where mysqld has its own. */
  readonly dataClaim?: string;
  /** Most memory, as a Kubernetes quantity. */
  readonly memory: string;
  /** How often it is tried anew. */
  readonly retries: number;
  /** After so many seconds it is given up. */
  readonly deadlineSeconds?: number;
  /** Where the cluster’s pods may run, the agent’s may too. */
  readonly placement?: ClusterSpec['podTemplate'];
  readonly annotations?: Readonly<Record<string, string>>;
}
