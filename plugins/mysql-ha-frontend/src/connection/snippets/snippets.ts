import type {
  ClusterKey,
  ConnectionDetails,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { cli } from './cli';
import { go } from './go';
import { java } from './java';
import { kubernetes } from './kubernetes';
import { laptop } from './laptop';
import { node } from './node';
import { python } from './python';

/** What a snippet may use. */
export interface Target {
  readonly cluster: ClusterKey;
  readonly connection: ConnectionDetails;
}

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
