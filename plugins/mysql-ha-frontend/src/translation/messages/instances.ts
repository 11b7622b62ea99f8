/** The table of instances and the list of events. */
export const instances = {
  title: 'Instances',
  empty: 'No instance has been seen yet.',
  name: 'Name',
  role: 'Role',
  state: 'State',
  node: 'Node',
  version: 'Version',
  source: 'Source',
  lag: 'Lag',
  transactions: 'Transactions',
  actions: 'Actions',
  gtidSet: 'GTID set',
  show: 'Show GTID set of {{name}}',
  copyGtid: 'Copy GTID set of {{name}}',
  errant: 'Only here: {{gtids}}',
} as const;

/** The list of Kubernetes events. */
export const events = {
  title: 'Events',
  empty:
    'No events. Kubernetes keeps them for an hour, so a quiet database has none.',
  times: '{{number}} times',
  warning: 'Warning',
  normal: 'Normal',
  all: 'Show all {{number}}',
  fewer: 'Show fewer',
} as const;
