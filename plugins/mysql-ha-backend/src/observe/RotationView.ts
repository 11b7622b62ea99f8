/** How far new passwords are on one instance. */
export interface RotatingInstance {
  /**
   * Whether the bootstrap.sql that its supervisor reads is the Secret's: with an older one, a start of mysqld would take
   * what was changed back. `unsaid` by a supervisor of an older operator.
   */
  readonly bootstrap: 'current' | 'behind' | 'unsaid' | 'silent';
  /** It accepts every next password beside the one that holds; undefined when it couldn't be asked. */
  readonly takesNext?: boolean;
  /** For how long it has accepted none although the primary does, in milliseconds. */
  readonly lacksNextForMs?: number;
  /** Its receiver was given the next password, as far as this process knows. */
  readonly receivesWithNext: boolean;
}

/** How far a rotation of passwords is, as the Secret and the servers say. */
export interface RotationView {
  /** Which rotation the Secret records; none before the first. */
  readonly id?: string;
  readonly stage?: 'Offered' | 'Adopted' | 'Done';
  /** For how long it is at this stage, in milliseconds. */
  readonly forMs: number;
  /** A step of it is under way beside the loop. */
  readonly busy: boolean;
  /** The primary accepts the application's next password beside the one in its Secret. */
  readonly appTakesNext: boolean;
  readonly instances: Readonly<Record<string, RotatingInstance>>;
}
