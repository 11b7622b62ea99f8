/** The part of a bucket that is ours: keys get the prefix on the way in and lose it on the way out. */
export class Prefix {
  private readonly text: string;

  constructor(prefix: string | undefined) {
    const bare = (prefix ?? '').replace(/^\/+|\/+$/g, '');
    this.text = bare && `${bare}/`;
  }

  /** The whole key. */
  add(key: string): string {
    return this.text + key;
  }

  /** The key below the prefix. */
  strip(key: string): string {
    return key.slice(this.text.length);
  }
}
