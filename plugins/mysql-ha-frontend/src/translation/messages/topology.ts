/** The picture of instances and replication. */
export const topology = {
  title: 'Topology',
  writesGoTo: 'Writes: {{service}}',
  writesWait: 'Writes wait: {{service}}',
  readsGoTo: 'Reads: {{service}}',
  noPrimary: 'No primary',
  noPrimaryNow: 'No primary: {{service}} waits',
  electing: 'being chosen',
  noInstances: 'No instance has been seen yet.',
  noNode: 'no node yet',
  sharedNode: '{{node}} (shared)',
  lag: 'lag {{lag}}',
  lagUnknown: 'lag unknown',
  broken: 'interrupted',
  legend: {
    sync: 'counts for a commit',
    async: 'does not count for a commit',
    broken: 'interrupted',
    members_one:
      '{{count}} recorded member; a commit waits for no other instance.',
    members_other:
      '{{count}} recorded members; a commit waits for {{waitFor}} of the replicas among them.',
  },
  spoken: {
    picture: 'Topology of {{cluster}}. The same in words follows.',
    primary: '{{name}} is the primary: {{state}}, on {{node}}.',
    replica:
      '{{name}} replicates from {{source}}, {{counts}}, {{lag}}: {{state}}, on {{node}}.',
    alone: '{{name}} replicates from nothing: {{state}}, on {{node}}.',
    counts: 'counts for a commit',
    countsNot: 'does not count for a commit',
  },
} as const;
