/** The plot of replication lag. */
export const lag = {
  title: 'Replication lag',
  empty: 'No samples yet. The first ones appear within a minute.',
  single: 'A single instance has no replica, hence no lag.',
  range: 'Range',
  minutes15: '15 min',
  minutes60: '1 hour',
  spoken: 'Lag of {{number}} replicas over time. Arrow keys read the samples.',
  sample: '{{time}}: {{values}}',
  value: '{{name}} {{lag}}',
  unknown: 'unknown',
  leads: 'primary',
  now: 'now',
  asleep: 'No lag is measured while the database sleeps.',
} as const;
