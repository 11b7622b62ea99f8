/** What happened last. */
export const incident = {
  kind: {
    Failover: 'Failover',
    Switchover: 'Switchover',
    ColdStart: 'Cold start',
    Rebuild: 'Rebuild',
  },
  ago: '{{kind}} {{age}} ago',
  moved: '{{from}} → {{to}}',
  outage: '{{duration}} without writes',
  lostNone: 'nothing lost',
  lost_one: '{{count}} transaction lost',
  lost_other: '{{count}} transactions lost',
  details: 'What happened',
  cause: 'Cause',
  evidence: 'Evidence',
  steps: 'Steps',
  step: {
    Running: 'running',
    Done: 'done',
    Failed: 'failed',
    Skipped: 'skipped',
  },
} as const;
