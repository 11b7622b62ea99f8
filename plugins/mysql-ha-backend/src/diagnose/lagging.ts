/** A replica further behind than this is called lagging and takes no reads, in seconds. */
export const LAGGING_SECONDS = 10;
