import { cli } from './cli';
import { go } from './go';
import { java } from './java';
import { kubernetes } from './kubernetes';
import { laptop } from './laptop';
import { node } from './node';
import { python } from './python';
import type { Target } from './Target';

/** All snippets, in the order of their tabs. */
export const SNIPPETS = {
  kubernetes,
  cli,
  node,
  python,
  go,
  java,
  laptop,
} as const satisfies Record<string, (target: Target) => string>;

/** The name of a snippet. */
export type SnippetName = keyof typeof SNIPPETS;
