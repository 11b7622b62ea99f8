import { Progress } from './Progress';

/** A line is written at most so often. */
const everyMs = 1_000;

/** What stands on a line: {@link LineProgress} writes it, the operator reads it. @public */
export interface ProgressLine {
  readonly step: string;
  readonly doneBytes: number;
  readonly totalBytes?: number;
}

/** Progress as lines of JSON, `{"step":…,"doneBytes":…,"totalBytes":…}`, at most one a second. @public */
export class LineProgress implements Progress {
  private line: ProgressLine = { step: '', doneBytes: 0 };
  private writtenAt = -Infinity;

  constructor(
    private readonly write: (line: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  begin(step: string, totalBytes?: number): void {
    this.line = { step, doneBytes: 0, totalBytes };
    this.tell();
  }

  add(bytes: number): void {
    this.line = { ...this.line, doneBytes: this.line.doneBytes + bytes };
    if (this.now() - this.writtenAt >= everyMs) this.tell();
  }

  private tell(): void {
    this.writtenAt = this.now();
    this.write(JSON.stringify(this.line));
  }
}
