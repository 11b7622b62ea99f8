/** The page with all clusters. */
export const fleet = {
  title: 'MySQL',
  back: 'All MySQL clusters',
  search: 'Search',
  searchPlaceholder: 'Name, namespace, owner, node',
  phase: 'Status',
  anyPhase: 'Any status',
  count: {
    label: 'Counts',
    all: 'All',
    attention: 'Need attention',
    busy: 'Being worked on',
    good: 'Healthy',
    off: 'Hibernated',
  },
  column: {
    cluster: 'Cluster',
    status: 'Status',
    topology: 'Topology',
    ready: 'Ready',
    primary: 'Primary',
    lag: 'Lag',
    version: 'Version',
    owner: 'Owner',
    age: 'Age',
  },
  topology: {
    Single: 'Single',
    Async: 'Async',
    SemiSync: 'Semi-sync',
    GroupReplication: 'Group',
  },
  shown: '{{shown}} of {{total}} clusters',
  none: 'No cluster matches. Clear the search or the filter.',
  clear: 'Clear search and filter',
  empty: {
    title: 'There is no MySQL cluster yet',
    text: 'Create one from a template. A minute later it is here, with its endpoints, its replicas and its lag.',
    forbidden:
      'You may see only clusters for which you have the permission {{permission}}.',
    action: 'Create a database',
  },
} as const;
