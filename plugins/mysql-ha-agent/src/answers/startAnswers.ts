import { ArchiveJob } from '../archive/ArchiveJob';
import { Archive } from '../archive/readArchive';
import { ObjectStore } from '../stores';
import { AnswerServer } from './AnswerServer';
import { Moments } from './Moments';

/** How an archiver can be asked. @public */
export interface AnswerOptions {
  readonly port: number;
  /** What who asks has to have too; read anew for each question. */
  readonly key: () => string;
  /** Opens a store that gives up soon: somebody waits. */
  readonly openStore: () => ObjectStore;
}

/**
 * Lets an archiver be asked, if its job says so. One that can’t be asked archives all the same, and who asks learns that nobody
 * answers.
 *
 * @param known - what was read of the archive a while ago
 */
export async function startAnswers(
  { answers, cluster, scratch }: ArchiveJob,
  known: () => Archive | undefined,
): Promise<AnswerServer | undefined> {
  if (!answers) return undefined;
  const { port, key, openStore } = answers;
  const moments = new Moments({ known, openStore, scratch });
  return AnswerServer.start({
    ...{ port, key },
    audience: `${cluster.namespace}/${cluster.name}`,
    newest: until => moments.newest(until),
  }).catch(() => undefined);
}
