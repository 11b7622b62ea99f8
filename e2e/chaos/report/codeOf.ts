import { execFileSync } from 'node:child_process';
import { ROOT } from '../../stand';

/** What stands between a fault and a lost commit. */
const PARTS = [
  'plugins/mysql-ha-backend/src',
  'plugins/mysql-ha-common/src',
  'packages/operator',
  'supervisor',
];

/** Tells one state of the product's code from another, whatever else a commit changes. */
export function codeOf(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  const trees = git('rev-parse', ...PARTS.map(part => `HEAD:${part}`));
  const changed = git('status', '--porcelain', '--', ...PARTS) !== '';
  const short = trees.split('\n').map(tree => tree.slice(0, 8));
  return `${short.join('-')}${changed ? '-changed' : ''}`;
}
