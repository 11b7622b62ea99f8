/** What a test may take from the model, to see that the loss is noticed. */
export interface WorldBehaviour {
  /** `sync_relay_log=1`: what was acknowledged outlives a power loss. */
  readonly syncsRelayLog: boolean;
  /** `super_read_only` in my.cnf: nobody writes on a mysqld that has just started. */
  readonly bootsReadOnly: boolean;
  /** The supervisor lets no mysqld tell a client OK because it is stopped. */
  readonly supervisorSparesWaiting: boolean;
}

/** As mysqld and the supervisor really are. */
export const TRUE_BEHAVIOUR: WorldBehaviour = {
  syncsRelayLog: true,
  bootsReadOnly: true,
  supervisorSparesWaiting: true,
};
