import { mockApis } from '@backstage/frontend-test-utils';
import { mysqlHaTranslationRef, Translate } from '../src/translation';

/** The sentences as they stand in the source. */
export const english: Translate = read();

function read(): Translate {
  const snapshot = mockApis.translation().getTranslation(mysqlHaTranslationRef);
  if (!snapshot.ready) throw new Error('the English sentences are not there');
  return snapshot.t;
}
