import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { mysqlHaTranslationRef } from './mysqlHaTranslationRef';

/** Says a sentence of this plugin in the viewer's language. */
export type Translate = TranslationFunction<typeof mysqlHaTranslationRef.T>;

/** The sentences in the viewer's language. */
export function useTranslate(): Translate {
  return useTranslationRef(mysqlHaTranslationRef).t;
}
