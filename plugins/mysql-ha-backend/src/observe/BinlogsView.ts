/** How the archive is called among those that still need binary logs. */
export const ARCHIVE_AS_READER = 'the archive';

/** What is to be known of an instance's own binary logs. */
export interface BinlogsView {
  /** Some would be purged, as the volume is getting full, were it not for others that still need them. */
  readonly heldBack?: {
    readonly by: readonly string[];
    readonly bytes: number;
  };
}
