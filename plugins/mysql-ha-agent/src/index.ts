/**
 * The program inside backup, restore and archive Jobs: bytes go between a database and an object store, and nowhere
 * else.
 *
 * @packageDocumentation
 */
export * from './stores';
