/** Loading, missing, forbidden, failed and stale. */
export const states = {
  loading: 'Loading',
  retry: 'Try again',
  forbidden: {
    title: 'You may not see this',
    remedy:
      'Ask the owner or the platform team for the permission {{permission}}.',
  },
  notFound: {
    title: 'There is no cluster {{cluster}}',
    remedy:
      'It may have been deleted, or the annotation {{annotation}} of this entity names another one.',
  },
  signedOut: {
    title: 'Your session has ended',
    remedy: 'Reload the page to sign in again.',
  },
  failed: {
    title: 'The MySQL plugin gives no answer',
    remedy:
      'The databases themselves don’t depend on it. This page tries again by itself; if it stays so, tell the platform team.',
  },
  badAnnotation: {
    title: 'The annotation {{annotation}} is not understood',
    remedy:
      'It must read namespace/name, for example shop/orders. It reads: {{value}}',
  },
  stale: {
    title: 'Last read {{age}} ago',
    text: 'The portal can’t reach the MySQL plugin, so this page may be out of date. The database itself doesn’t depend on it.',
  },
  hiddenColumns: 'A wider window also shows: {{columns}}.',
  copyCommand: 'Copy the command',
  live: 'Live',
  updated: 'Updated {{age}} ago',
} as const;
