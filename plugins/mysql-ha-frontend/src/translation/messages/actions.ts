/** What a person can do. */
export const actions = {
  menu: 'Actions',
  cancel: 'Cancel',
  close: 'Close',
  forbidden: 'needs {{permission}}',
  forbiddenTitle: 'You may not do this',
  forbiddenText:
    'It needs the permission {{permission}} on {{cluster}}. Ask the owner or the platform team.',
  gitHint:
    'If the manifest of this cluster is kept in Git, change it there too, or it will be put back.',
  typeName: 'Type {{name}} to confirm',
  scale: {
    item: 'Scale instances…',
    title: 'Scale {{cluster}}',
    field: 'Number of instances',
    submit: 'Scale to {{number}}',
    done: '{{cluster}} is being scaled to {{number}} instances.',
    wait_one: 'A commit will wait for {{count}} replica.',
    wait_other: 'A commit will wait for {{count}} replicas.',
    waitNone: 'A commit will wait for no replica.',
    two: 'With two instances, writes wait after a failover until the other one is back. Three don’t have this gap.',
    up: 'New instances are cloned from a replica, one at a time. The database keeps working.',
    down: 'The instances with the highest numbers go, one at a time. If the primary is among them, another one takes over first.',
    one: 'With one instance there is no copy of the data and nothing that takes over.',
    single:
      'The topology Single has exactly one instance. Change the topology to SemiSync first.',
  },
  grow: {
    item: 'Grow storage…',
    title: 'Grow the storage of {{cluster}}',
    field: 'Size of each volume',
    hint: 'More than {{size}}, for example {{example}}.',
    text: 'Every instance has a volume of this size; they grow while the database works. Where the storage class can’t grow volumes, nothing is changed.',
    forGood: 'It can’t be taken back: a volume never shrinks.',
    submit: 'Grow to {{size}}',
    done: 'The volumes of {{cluster}} grow to {{size}}.',
  },
  pause: {
    item: 'Pause…',
    title: 'Pause {{cluster}}',
    text: 'MySQL keeps running. But while it is paused nothing is repaired: if the primary fails, writes stop until someone resumes.',
    submit: 'Pause',
    done: '{{cluster}} is paused.',
  },
  resume: {
    item: 'Resume…',
    title: 'Resume {{cluster}}',
    text: 'The system acts again at once: it repairs what is broken and applies pending changes.',
    submit: 'Resume',
    done: '{{cluster}} is resumed.',
  },
  hibernate: {
    item: 'Hibernate…',
    title: 'Hibernate {{cluster}}',
    text: 'All instances stop and every connection is cut. The volumes are kept. Nobody can connect until it is woken.',
    submit: 'Hibernate',
    done: '{{cluster}} goes to sleep.',
  },
  wake: {
    item: 'Wake…',
    title: 'Wake {{cluster}}',
    text: 'All instances start with the data they had. It takes about a minute.',
    submit: 'Wake',
    done: '{{cluster}} wakes up.',
  },
  delete: {
    item: 'Delete…',
    title: 'Delete {{cluster}}',
    text: 'All instances, Services and Secrets of this cluster are deleted. Applications that use it stop working.',
    retain:
      'The volumes stay (deletion policy Retain). A cluster of the same name in the same namespace adopts them.',
    delete:
      'The volumes and all data are deleted too (deletion policy Delete). Only a backup can bring them back.',
    submit: 'Delete',
    done: '{{cluster}} is being deleted.',
  },
} as const;
