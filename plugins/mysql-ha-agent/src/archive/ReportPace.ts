/** A report that says nothing new is made so often, and one that does at most so often. */
const everyMs = 10_000;
const newsEveryMs = 1_000;

/** When it is time to tell how an archive goes. */
export class ReportPace {
  private toldAt = -Infinity;
  private hasNews = true;

  constructor(
    private readonly tell: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** There is something new to tell. */
  news(): void {
    this.hasNews = true;
  }

  /** Tells it if it is time to. */
  whenDue(): void {
    const pauseMs = this.hasNews ? newsEveryMs : everyMs;
    if (this.now() - this.toldAt < pauseMs) return;
    this.toldAt = this.now();
    this.hasNews = false;
    this.tell();
  }

  /** Goes on telling while something is done that may take long: a store that is gone is waited for. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => this.whenDue(), everyMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }
}
