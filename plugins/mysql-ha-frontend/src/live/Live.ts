/** A value that follows the server. */
export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | {
      readonly state: 'ready';
      readonly value: T;
      /** When the value was read, in milliseconds since the epoch. */
      readonly readAt: number;
      /** Why it could not be read again; the value is the last one that could. */
      readonly failure?: unknown;
    };

/** A live value and the means to read it again at once. */
export interface LiveSource<T> {
  readonly live: Live<T>;
  readonly refresh: () => void;
  /** Whether the server announces changes, so that polling is only a safety net. */
  readonly announced: boolean;
}
