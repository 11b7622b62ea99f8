/** How the cards reach the HTTP API, in either frontend system. */
export * from './createMysqlHaApi';
export * from './mysqlHaApiRef';
