import {
  CLUSTER_ANNOTATION,
  clusterReadPermission,
  MysqlHaApiError,
} from '@mysql-ha/backstage-plugin-mysql-ha-common';
import type { Translate } from '../translation';
import { messageOf } from '../words';

/** What to say when the server gave no answer that can be shown. */
export interface FailureWords {
  readonly title: string;
  /** The server's own sentence. */
  readonly said: string;
  readonly remedy: string;
  /** Whether trying again can help. */
  readonly retry: boolean;
}

/** @param about - the cluster, as `namespace/name`, if the question was about one */
export function failureWords(
  error: unknown,
  about: string,
  t: Translate,
): FailureWords {
  const said = messageOf(error);
  const status = error instanceof MysqlHaApiError ? error.status : undefined;
  switch (status) {
    case 401:
      return {
        title: t('states.signedOut.title'),
        said,
        remedy: t('states.signedOut.remedy'),
        retry: false,
      };
    case 403:
      return {
        title: t('states.forbidden.title'),
        said,
        remedy: t('states.forbidden.remedy', {
          permission: clusterReadPermission.name,
        }),
        retry: true,
      };
    case 404:
      return {
        title: t('states.notFound.title', { cluster: about }),
        said,
        remedy: t('states.notFound.remedy', { annotation: CLUSTER_ANNOTATION }),
        retry: true,
      };
    default:
      return {
        title: t('states.failed.title'),
        said,
        remedy: t('states.failed.remedy'),
        retry: true,
      };
  }
}
