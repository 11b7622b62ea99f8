import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../../clock';

/** How the adapter on a real API server is set up. */
export interface RealKubernetesOptions {
  readonly logger: Pick<LoggerService, 'error' | 'warn' | 'info' | 'debug'>;
  /** Path of a kubeconfig; left out: KUBECONFIG, the pod's service account, `~/.kube/config`, in this order. */
  readonly kubeconfig?: string;
  /** Namespaces to watch; left out: all. */
  readonly namespaces?: readonly string[];
  /** Namespace of the Leases; left out: mysql-ha. */
  readonly leaseNamespace?: string;
  /** Begins the name of this process in Leases and Events; left out: the host's name. */
  readonly identity?: string;
  readonly clock?: Clock;
  /** 0 ≤ x < 1; spreads retries. */
  readonly random?: () => number;
  /** Left out: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}
