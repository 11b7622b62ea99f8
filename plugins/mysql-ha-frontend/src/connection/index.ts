/** How an application connects. */
export * from './ConnectionPanel';
