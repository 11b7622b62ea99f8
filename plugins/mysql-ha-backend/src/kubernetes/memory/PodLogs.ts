/** What the containers of pods wrote, by `namespace/pod`; whoever follows one is told of more. */
export class PodLogs {
  private readonly lines = new Map<string, readonly string[]>();
  private readonly followers = new Set<() => void>();

  get(pod: string): readonly string[] {
    return this.lines.get(pod) ?? [];
  }

  set(pod: string, lines: readonly string[]): void {
    this.lines.set(pod, lines);
    this.followers.forEach(follower => follower());
  }

  /** The container of a pod wrote one more. */
  append(pod: string, line: string): void {
    this.set(pod, [...this.get(pod), line]);
  }

  /** The container of a pod is gone, and what it wrote with it: whoever follows it is at the end. */
  end(pod: string): void {
    this.lines.delete(pod);
    this.followers.forEach(follower => follower());
  }

  /** From the last so many lines on. */
  async *follow(
    pod: string,
    { lines, signal }: { readonly lines: number; readonly signal: AbortSignal },
  ): AsyncGenerator<string> {
    let next = Math.max(0, this.get(pod).length - lines);
    while (!signal.aborted && this.lines.has(pod)) {
      const line = this.get(pod)[next];
      if (line !== undefined) {
        next += 1;
        yield line;
      } else {
        await this.change(signal);
      }
    }
  }

  private change(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        this.followers.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.followers.add(done);
      signal.addEventListener('abort', done);
    });
  }
}
