/** Buffers of so many bytes may lie about that nobody needs any more. */
const mostBytes = 8 * 1024 ** 2;

let lying = 0;

/**
 * Says that a buffer of so many bytes is not needed any more. By itself V8 looks for these when 64 MB more are held than
 * before: what is in them counts little for its own young generation, which a few large ones never fill. A Job gives
 * `--expose-gc`; without it they lie about for longer.
 */
export function letGo(bytes: number): void {
  lying += bytes;
  if (lying < mostBytes) return;
  lying = 0;
  globalThis.gc?.({ type: 'minor' });
}
