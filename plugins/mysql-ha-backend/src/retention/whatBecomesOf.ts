import { ARCHIVE_AS_READER, Snapshot } from '../observe';
import { Reader } from './Reader';

/** What it means for those who can’t read a server’s binary logs any more, as a part of a sentence. Pure. */
export function whatBecomesOf(
  givenUp: readonly Reader[],
  server: string,
  { recorded }: Pick<Snapshot, 'recorded'>,
): string {
  const names = givenUp.map(({ name }) => name);
  const replicas = names.filter(name => name !== ARCHIVE_AS_READER).join(', ');
  const when =
    server === recorded.primary
      ? 'filled anew by CLONE'
      : `filled anew should ${server} ever lead`;
  return [
    ...(replicas ? [`${replicas} will be ${when}`] : []),
    ...(names.includes(ARCHIVE_AS_READER)
      ? [
          `${ARCHIVE_AS_READER} will have a gap unless another instance still has them`,
        ]
      : []),
  ].join(', and ');
}
