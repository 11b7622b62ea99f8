import type { JobSettings } from '@mysql-ha/backstage-plugin-mysql-ha-agent';
import { ClusterSpec } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { OwnerReference } from '../../kubernetes';
import { StoreOfLocation } from './storeOf';

/** What an agent does, and what its pod needs for it. */
export interface AgentWork {
  readonly namespace: string;
  /** Of the Job or Deployment. */
  readonly name: string;
  /** The cluster that it is about, if it is about one: by it people find the Job. */
  readonly cluster?: string;
  /** Goes, and this with it. */
  readonly owner: OwnerReference;
  readonly settings: JobSettings;
  readonly store: StoreOfLocation;
  readonly agentImage: string;
  /** Work that needs MySQL’s programs runs in this image; the rest in the agent’s own. */
  readonly mysqlImage?: string;
  /** Mounted as the login of the source. */
  readonly login?: { readonly secret: string; readonly user: string };
  /** Room for the time of the work: a volume, or for little the node’s own disk, perhaps no more than so much of it. */
  readonly scratch?:
    | 'node'
    | { readonly onNode: string }
    | { readonly size: string; readonly storageClassName?: string };
  /** A volume that is there, mounted where mysqld has its own. */
  readonly dataClaim?: string;
  /** Most memory, as a Kubernetes quantity. */
  readonly memory: string;
  /** What is set aside for one that rests most of the time; left out: all of it, and a tenth of a core. */
  readonly atRest?: { readonly cpu: string; readonly memory: string };
  /** On another node than the cluster’s primary, if there is one: it is not to wait for its disk. */
  readonly awayFromPrimary?: boolean;
  /** Where the cluster’s pods may run, the agent’s may too. */
  readonly placement?: ClusterSpec['podTemplate'];
}

/** A piece of work for the agent that comes to an end. */
export interface AgentTask extends AgentWork {
  /** How often it is tried anew. */
  readonly retries: number;
  /** After so many seconds it is given up. */
  readonly deadlineSeconds?: number;
  readonly annotations?: Readonly<Record<string, string>>;
}
