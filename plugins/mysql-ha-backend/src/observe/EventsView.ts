/** The scheduled events that do not run on the primary, although their owner may expect it; by `schema.name`. */
export interface EventsView {
  /** Nobody knows whether they were to run. */
  readonly unknown: readonly string[];
  /** Their time to run passed while they were off. */
  readonly missed: readonly string[];
  /** The server refused, in its words. */
  readonly refused: readonly { readonly event: string; readonly why: string }[];
}
