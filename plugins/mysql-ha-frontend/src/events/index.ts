/** What Kubernetes recorded about a cluster. */
export * from './EventsPanel';
