/**
 * Who can't reach whom. Parties are servers, operators, `clients` and `kubernetes`, by name. What is dropped, is
 * dropped silently: nobody is told.
 */
export class Network {
  /** `from to`, with the moment at which it was cut. */
  private readonly cuts = new Map<string, number>();

  constructor(private readonly now: () => number = () => 0) {}

  /** Drops all that goes between the two, either way. */
  cut(one: string, other: string): void {
    this.cutOneWay(one, other);
    this.cutOneWay(other, one);
  }

  /** Drops all that goes from the one to the other; answers and acknowledgements among it. */
  cutOneWay(from: string, to: string): void {
    const key = `${from} ${to}`;
    if (!this.cuts.has(key)) this.cuts.set(key, this.now());
  }

  heal(one: string, other: string): void {
    this.healOneWay(one, other);
    this.healOneWay(other, one);
  }

  healOneWay(from: string, to: string): void {
    this.cuts.delete(`${from} ${to}`);
  }

  healAll(): void {
    this.cuts.clear();
  }

  /** Nothing is cut. */
  get isWhole(): boolean {
    return this.cuts.size === 0;
  }

  /** Whether a packet arrives. */
  reaches(from: string, to: string): boolean {
    return this.cuts.size === 0 || !this.cuts.has(`${from} ${to}`);
  }

  /** Whether packets arrive both ways, as a new TCP connection needs. */
  connects(one: string, other: string): boolean {
    return this.reaches(one, other) && this.reaches(other, one);
  }

  /** Since when the two can't talk to each other; undefined while they can. */
  cutSince(one: string, other: string): number | undefined {
    const since = [`${one} ${other}`, `${other} ${one}`].flatMap(
      key => this.cuts.get(key) ?? [],
    );
    return since.length > 0 ? Math.min(...since) : undefined;
  }
}
