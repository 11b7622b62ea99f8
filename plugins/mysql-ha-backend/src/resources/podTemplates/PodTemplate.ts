import { MySQLCluster } from '@mysql-ha/backstage-plugin-mysql-ha-common';

type Strings = Readonly<Record<string, string>>;
type Loose = Readonly<Record<string, unknown>>;

/** What a pod template is made from. */
export interface PodTemplateInput {
  readonly cluster: MySQLCluster;
  /** Image from which the supervisor is copied. */
  readonly supervisorImage: string;
}

/** A pod template, as far as mysql-ha fills it. */
export interface PodTemplate {
  readonly metadata: {
    readonly labels: Strings;
    readonly annotations: Strings;
  };
  readonly spec: PodSpec;
}

/** A pod’s spec, as far as mysql-ha fills it. */
export interface PodSpec {
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly ({ readonly name: string } & Loose)[];
  readonly securityContext: Loose;
  readonly terminationGracePeriodSeconds: number;
  readonly automountServiceAccountToken: false;
  readonly enableServiceLinks: false;
  readonly affinity?: Loose;
  readonly topologySpreadConstraints?: readonly Loose[];
  readonly nodeSelector?: Strings;
  readonly tolerations?: readonly Loose[];
  readonly priorityClassName?: string;
  readonly imagePullSecrets?: readonly { readonly name: string }[];
}

/** A container, as far as mysql-ha fills it. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: 'IfNotPresent';
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly Loose[];
  readonly ports?: readonly Loose[];
  readonly resources: Loose;
  readonly securityContext: Loose;
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: true;
  }[];
  readonly readinessProbe?: Loose;
  readonly livenessProbe?: Loose;
}
