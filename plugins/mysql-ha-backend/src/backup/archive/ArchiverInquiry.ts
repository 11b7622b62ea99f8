import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  MySQLCluster,
  NewestTransaction,
  newestTransactionSchema,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { z } from 'zod';
import { Clock } from '../../clock';
import { KubernetesAdapter, KubernetesObject } from '../../kubernetes';
import { InstanceAddress } from '../../mysql';
import { toFailure, Transport } from '../../mysql/connection';
import { exchange } from '../../mysql/supervisor/exchange';
import { passwordKey, readSecret, systemSecretName } from '../../resources';
import { archiverPods } from './archiverDeployment';
import { ANSWER_PORT, archiverName } from './archiverWork';
import { wantsArchive } from './wantsArchive';

const PATH = '/v1/newest-transaction';
/** Somebody waits; the archiver itself waits four seconds for its store. */
const PATIENCE_MS = 6_000;

const podSchema = z.object({
  status: z.object({ podIP: z.string(), phase: z.literal('Running') }),
});
const refusalSchema = z.object({ error: z.string() });

/** Asks the archiver of a cluster what is in the archive: it alone has the keys to the store. */
export class ArchiverInquiry {
  constructor(
    private readonly given: {
      readonly kubernetes: Pick<KubernetesAdapter, 'list' | 'getWatched'>;
      readonly transport: Transport;
      readonly clock: Clock;
      /** For tests. */
      readonly port?: number;
    },
  ) {}

  /**
   * What a restore to a moment would end with.
   *
   * @param until - RFC 3339, inclusive
   * @throws InputError when it is after the archive’s end; ServiceUnavailableError when nobody can tell now
   */
  async newestTransaction(
    cluster: MySQLCluster,
    until: string,
  ): Promise<NewestTransaction> {
    const { namespace, name } = cluster.metadata;
    if (!wantsArchive(cluster))
      throw new ServiceUnavailableError(
        `The binary log of ${namespace}/${name} is not archived now, so nobody can be asked: spec.backup.archiveBinlogs has it archived. A restore finds what was archived before.`,
      );
    const address = await this.archiverOf(cluster);
    const { status, text } = await this.ask(cluster, address, until);
    return read(status, text);
  }

  private async archiverOf(cluster: MySQLCluster): Promise<InstanceAddress> {
    const { namespace, name } = cluster.metadata;
    const pods = await this.given.kubernetes.list(
      { apiVersion: 'v1', kind: 'Pod', namespace },
      archiverPods(archiverName(cluster)),
    );
    const [address] = pods.flatMap(pod => addressOf(namespace, pod));
    if (!address)
      throw new ServiceUnavailableError(
        `The archiver of ${namespace}/${name} does not run at the moment, so nobody can be asked. A restore does not need it. kubectl -n ${namespace} describe deployment ${archiverName(
          cluster,
        )} says why.`,
      );
    return address;
  }

  private async ask(
    { metadata }: MySQLCluster,
    address: InstanceAddress,
    until: string,
  ) {
    const { kubernetes, transport, clock, port = ANSWER_PORT } = this.given;
    const { namespace, name } = metadata;
    const secret = kubernetes.getWatched(
      ...(['Secret', namespace, systemSecretName(metadata)] as const),
    );
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      return await exchange(await transport.open(address, port), {
        ...{ method: 'POST', path: PATH, body: JSON.stringify({ until }) },
        ...{ host: address.podIp, pod: `${namespace}/${name}`, clock, signal },
        token: readSecret(secret)[passwordKey('backup')] ?? '',
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        `The archiver of ${namespace}/${name} does not answer (${
          toFailure(error).code
        }). A restore does not need it; try again.`,
      );
    }
  }
}

function addressOf(
  namespace: string,
  { metadata, ...pod }: KubernetesObject,
): InstanceAddress[] {
  const { status } = podSchema.safeParse(pod).data ?? {};
  if (!status || metadata.deletionTimestamp) return [];
  const { podIP: podIp } = status;
  return [{ namespace, pod: metadata.name, podIp, port: ANSWER_PORT }];
}

/** @throws InputError, ServiceUnavailableError */
function read(status: number, text: string): NewestTransaction {
  const answer = parsed(text);
  const found = newestTransactionSchema.safeParse(answer);
  if (status === 200 && found.success) return found.data;
  const said = refusalSchema.safeParse(answer).data?.error;
  if (status === 422 && said) throw new InputError(said);
  throw new ServiceUnavailableError(
    status === 401
      ? 'The archiver does not know this password yet: passwords are being changed. Try again in a minute.'
      : said ?? `The archiver answered with HTTP ${status}: try again.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
