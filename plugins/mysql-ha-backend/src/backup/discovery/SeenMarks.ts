/** Marks of the backups that were seen in a location, as its status has them. */
export class SeenMarks implements Iterable<string> {
  private constructor(private readonly marks: ReadonlySet<string>) {}

  static parse(text: string | undefined): SeenMarks {
    return new SeenMarks(new Set((text ?? '').split(' ').filter(Boolean)));
  }

  has(mark: string): boolean {
    return this.marks.has(mark);
  }

  with(more: Iterable<string>): SeenMarks {
    return new SeenMarks(new Set([...this.marks, ...more]));
  }

  without(some: Iterable<string>): SeenMarks {
    const gone = new Set(some);
    return new SeenMarks(
      new Set([...this.marks].filter(mark => !gone.has(mark))),
    );
  }

  [Symbol.iterator](): Iterator<string> {
    return this.marks.values();
  }

  get size(): number {
    return this.marks.size;
  }

  /** In an order of its own, so that the same marks are the same text. */
  toString(): string {
    return [...this.marks].sort().join(' ');
  }
}
