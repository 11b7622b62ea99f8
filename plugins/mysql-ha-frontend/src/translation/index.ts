/** The plugin's sentences. */
export * from './mysqlHaTranslationRef';
export * from './useTranslate';
