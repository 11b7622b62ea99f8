/**
 * The same cards and pages for apps on the old frontend system.
 *
 * @packageDocumentation
 */
export * from './legacy/index';
