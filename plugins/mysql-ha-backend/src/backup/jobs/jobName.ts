import { createHash } from 'node:crypto';

/** A Job’s name becomes a label of its pods, which takes 63 characters; its pods’ names add six. */
const longest = 57;
const hashDigits = 8;

/** The name of the Job that does something for a resource: the same for the same one, another for its successor. */
export function jobName(
  verb: string,
  { name, uid }: { readonly name: string; readonly uid: string },
): string {
  const hash = createHash('sha256').update(uid).digest('hex');
  const head = `${verb}-${name.replaceAll('.', '-')}`
    .slice(0, longest - hashDigits - 1)
    .replace(/-+$/, '');
  return `${head}-${hash.slice(0, hashDigits)}`;
}
