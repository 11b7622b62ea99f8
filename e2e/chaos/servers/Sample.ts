/** How far apart two answers of a server may be that are taken for one state, in milliseconds. */
export const GAP_MS = 1_000;

/** What one server said of itself at one moment. */
export interface Sample {
  readonly instance: string;
  /** The moment lies between these two, by `performance.now()`. */
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly uuid: string;
  /** It takes writes of ordinary clients. */
  readonly writable: boolean;
  /** Its commits wait, by the switch and by its own word. */
  readonly semiSync: boolean;
  /** How many acknowledgements a commit waits for, and how many acknowledge by the server's own count. */
  readonly waitFor: number;
  readonly clients: number;
  /** The server to which it acknowledges by its own word. */
  readonly acknowledgesTo?: string;
}
