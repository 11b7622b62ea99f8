/** How far a piece of work is, told while it goes on. @public */
export interface Progress {
  /** A new step begins. @param totalBytes - how many it will be, as far as that is known */
  begin(step: string, totalBytes?: number): void;
  /** So many bytes more. */
  add(bytes: number): void;
}

/** Tells nobody. @public */
export const silent: Progress = { begin() {}, add() {} };
