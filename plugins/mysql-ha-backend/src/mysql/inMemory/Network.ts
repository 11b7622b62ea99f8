/** Who can't reach whom. Parties are servers, operators, `clients` and `kubernetes`, by name. */
export class Network {
  private readonly cuts = new Set<string>();

  /** Drops all that goes between the two, either way; nobody is told. */
  cut(one: string, other: string): void {
    this.cuts.add(pair(one, other));
  }

  heal(one: string, other: string): void {
    this.cuts.delete(pair(one, other));
  }

  healAll(): void {
    this.cuts.clear();
  }

  reaches(from: string, to: string): boolean {
    return !this.cuts.has(pair(from, to));
  }
}

function pair(one: string, other: string): string {
  return [one, other].sort().join(' ');
}
