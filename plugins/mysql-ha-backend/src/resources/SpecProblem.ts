/** Something in a spec that can’t be done as it stands. */
export interface SpecProblem {
  /** Where it stands, e.g. `spec.config.server_id`. */
  readonly field: string;
  /** The rule and the remedy, as a sentence for a person. */
  readonly message: string;
  /**
   * `blocks`: nothing of the spec may be carried out, because the result would not be what was asked for.
   * `ignored`: the rest is carried out, and this is left out until it is put right.
   */
  readonly effect: 'blocks' | 'ignored';
}
