/** The first card: is it working, can I lose data, what is the system doing, what can I do. */
export * from './OverviewPanel';
