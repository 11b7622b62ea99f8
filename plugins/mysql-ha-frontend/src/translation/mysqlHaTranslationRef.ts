import {
  createTranslationRef,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  actions,
  backups,
  connection,
  events,
  fleet,
  incident,
  instances,
  lag,
  operations,
  overview,
  states,
  status,
  topology,
} from './messages';

const sentences = {
  actions,
  backups,
  connection,
  events,
  fleet,
  incident,
  instances,
  lag,
  operations,
  overview,
  states,
  status,
  topology,
};

/** The keys of nested sentences, joined by dots. */
type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

/** The sentence under a key of {@link KeyOf}. */
type At<T, Key extends string> = Key extends keyof T
  ? T[Key]
  : Key extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : never;

/**
 * Each key of the plugin's sentences with its sentence in English.
 * @public
 */
export type MySqlHaSentences = {
  readonly [Key in KeyOf<typeof sentences>]: At<typeof sentences, Key>;
};

/**
 * All sentences of the plugin, in English. Other languages are added with translation resources.
 * @public
 */
export const mysqlHaTranslationRef: TranslationRef<
  'plugin.mysql-ha',
  MySqlHaSentences
> = createTranslationRef({
  id: 'plugin.mysql-ha',
  messages: sentences,
});
