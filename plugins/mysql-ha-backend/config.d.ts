/** Configuration of mysql-ha. */
export interface Config {
  mysqlHa?: {
    /**
     * Path of the kubeconfig. Left out: `$KUBECONFIG`, then the service account of the pod this runs in,
     * then `~/.kube/config`.
     */
    kubeconfig?: string;

    /** Only look at these namespaces. Left out: all of them. */
    namespaces?: string[];

    operator?: {
      /**
       * Whether this process runs the engine. `false` leaves the HTTP API alone, for a portal beside an
       * operator that runs elsewhere. Default: true.
       */
      enabled?: boolean;
      /**
       * Namespace of the Leases by which operators agree who acts. All operators of one Kubernetes cluster
       * must name the same. Default: mysql-ha.
       */
      leaseNamespace?: string;
      /** Name of this process in the Leases; must be unique. Default: host name and a random part. */
      identity?: string;
    };

    /**
     * How mysqld is reached. `direct`: by the pod's address. `portForward`: through the API server.
     * `auto`: directly, and through the API server where that fails. Default: auto.
     */
    connection?: 'auto' | 'direct' | 'portForward';

    /**
     * Image from which the supervisor, the first process of each MySQL container, is copied.
     * Default: mysql-ha/supervisor:dev.
     */
    supervisorImage?: string;

    /**
     * Image of the backup agent, which runs in Jobs. Default: mysql-ha/agent:dev.
     */
    agentImage?: string;

    /** What a cluster created through the API gets where the request says nothing. */
    defaults?: {
      /** StorageClass of the volumes. Default: the default class of the Kubernetes cluster. */
      storageClassName?: string;
      /** Image that holds mysqld. Default: mysql:9.7. */
      image?: string;
    };
  };
}
