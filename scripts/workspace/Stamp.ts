import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localDirectory } from '../../local-cluster/instance.ts';

/** Remembers from which inputs something was made last, so that it is made again only when they change. */
export class Stamp {
  static named(name: string): Stamp {
    return new Stamp(join(localDirectory, 'stamps', name));
  }

  private readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Whether the last thing that was made was made from this. */
  says(inputs: string): boolean {
    return (
      existsSync(this.path) && readFileSync(this.path, 'utf8').trim() === inputs
    );
  }

  write(inputs: string): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, `${inputs}\n`);
  }
}
