import { Schedule } from './Schedule';

/** What most of them have in common. */
const PLAIN = {
  promised: 'Required',
  minSecondsBetween: 0,
  operators: 1,
  paces: [{ receiveMs: 1, applyMs: 1 }],
} as const;

/**
 * Schedules that once broke something, shrunk, by what was wrong then. They stand here in full, as what a seed means
 * changes with the generator.
 */
export const REGRESSIONS: Readonly<Record<string, Schedule>> = {
  'an operator that had stood still routed clients by an older term': {
    ...PLAIN,
    seed: 10003,
    instances: 3,
    operators: 2,
    faults: [
      { at: 2868, fault: { kind: 'delayCommands', ms: 800, forMs: 7000 } },
      { at: 2868, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
      { at: 7008, fault: { kind: 'stallOperator', forMs: 13_391 } },
      { at: 18_815, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
    ],
    healAt: 19_315,
  },
  'an operator that had stood still for another while routed clients by an older term':
    {
      ...PLAIN,
      seed: 11141,
      instances: 3,
      operators: 2,
      faults: [
        { at: 2374, fault: { kind: 'delayCommands', ms: 800, forMs: 7000 } },
        { at: 2374, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
        { at: 6626, fault: { kind: 'stallOperator', forMs: 12_581 } },
        { at: 17_250, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
      ],
      healAt: 17_750,
    },
  'what a killed primary wrote alone stood against those that had gone on, when the term on the record was lost with its leader':
    {
      ...PLAIN,
      seed: 10223,
      instances: 3,
      faults: [
        { at: 3475, fault: { kind: 'kill', of: 'primary', forMs: 97 } },
        { at: 3533, fault: { kind: 'isolate', of: 'primary', forMs: 2160 } },
        { at: 7084, fault: { kind: 'wipe', of: 'primary' } },
      ],
      healAt: 7584,
    },
  'a fence waited for the receiver of one that had led before and has none': {
    ...PLAIN,
    seed: 13412,
    instances: 2,
    faults: [
      { at: 2016, fault: { kind: 'rollOut' } },
      { at: 5565, fault: { kind: 'freeze', of: 'primary', forMs: 4144 } },
      { at: 9983, fault: { kind: 'kill', of: 0, forMs: 7696 } },
    ],
    healAt: 10_483,
  },
  'an Unfence waited behind a Restart that waited for the fenced instance': {
    ...PLAIN,
    seed: 11826,
    instances: 4,
    faults: [
      {
        at: 4409,
        fault: { kind: 'ask', type: 'Fence', of: 'replica', forMs: 5449 },
      },
      { at: 7710, fault: { kind: 'cordon', of: 'primary', forMs: 4462 } },
      { at: 7768, fault: { kind: 'ask', type: 'Restart', of: 2, forMs: 3190 } },
    ],
    healAt: 8268,
  },
  'a rolling change waited for who stands below a relay to become a member': {
    ...PLAIN,
    seed: 301,
    instances: 3,
    relays: [{ instance: 1, below: [2] }],
    faults: [{ at: 2500, fault: { kind: 'rollOut' } }],
    healAt: 3000,
  },
  'a Rebuild waited for who stands below a relay to become a member': {
    ...PLAIN,
    seed: 18477,
    promised: 'Preferred',
    instances: 5,
    relays: [
      { instance: 2, below: [1] },
      { instance: 1, below: [4, 3] },
    ],
    faults: [
      {
        at: 8755,
        fault: { kind: 'ask', type: 'Rebuild', of: 4, forMs: 388 },
      },
    ],
    healAt: 9255,
  },
  'a rolling change waited for a follower to take writes': {
    ...PLAIN,
    seed: 569,
    instances: 3,
    follows: true,
    faults: [{ at: 5859, fault: { kind: 'rollOut' } }],
    healAt: 6359,
  },
  'a Switchover waited for a follower to take writes': {
    ...PLAIN,
    seed: 1112,
    instances: 3,
    follows: true,
    faults: [
      {
        at: 3000,
        fault: { kind: 'ask', type: 'Switchover', of: 1, forMs: 500 },
      },
    ],
    healAt: 4000,
  },
  'nobody opened the primary of a follower that had been fenced': {
    ...PLAIN,
    seed: 17927,
    instances: 3,
    follows: true,
    faults: [
      { at: 5601, fault: { kind: 'ask', type: 'Fence', of: 0, forMs: 2426 } },
    ],
    healAt: 6101,
  },
  'what a replica had of a replaced primary waited for a person under Preferred':
    {
      ...PLAIN,
      seed: 18162,
      promised: 'Preferred',
      instances: 4,
      paces: [
        { receiveMs: 324, applyMs: 799 },
        { receiveMs: 588, applyMs: 2 },
        { receiveMs: 462, applyMs: 0 },
        { receiveMs: 2, applyMs: 5 },
      ],
      faults: [
        { at: 2942, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
        { at: 2953, fault: { kind: 'kill', of: 3, forMs: 2676 } },
      ],
      healAt: 3453,
    },
  'a rotation waited for replicas whose primary had the next passwords from a restart':
    {
      ...PLAIN,
      seed: 216,
      instances: 3,
      operators: 2,
      rotates: true,
      faults: [
        {
          at: 3000,
          fault: {
            kind: 'ask',
            type: 'RotatePasswords',
            of: 'primary',
            forMs: 0,
          },
        },
        {
          at: 3000,
          fault: {
            kind: 'ambush',
            step: 'any',
            afterMs: 785,
            wound: 'stall',
            forMs: 10_328,
          },
        },
        { at: 6056, fault: { kind: 'kill', of: 'primary', forMs: 900 } },
      ],
      healAt: 10_600,
    },
  'a late write put passwords back in force that a successor had replaced twice':
    {
      ...PLAIN,
      seed: 36,
      instances: 3,
      operators: 2,
      rotates: true,
      faults: [
        {
          at: 2000,
          fault: { kind: 'delayCommands', ms: 40, forMs: 8000 },
        },
        {
          at: 2000,
          fault: {
            kind: 'ambush',
            step: 'AdoptPasswords',
            afterMs: 150,
            wound: 'stall',
            forMs: 32_721,
          },
        },
        {
          at: 2000,
          fault: {
            kind: 'ask',
            type: 'RotatePasswords',
            of: 'primary',
            forMs: 0,
          },
        },
        {
          at: 18_113,
          fault: {
            kind: 'ask',
            type: 'RotatePasswords',
            of: 'primary',
            forMs: 0,
          },
        },
      ],
      healAt: 39_832,
    },
  'a copy waited for a commit of its donor, which was fenced, and the commit for the copy':
    {
      ...PLAIN,
      seed: 4761,
      promised: 'Preferred',
      instances: 2,
      faults: [
        {
          at: 3163,
          fault: {
            kind: 'ambush',
            step: 'any',
            afterMs: 0,
            wound: 'kill',
            forMs: 11_024,
          },
        },
        { at: 3163, fault: { kind: 'wipe', of: 'replica' } },
        { at: 8286, fault: { kind: 'isolate', of: 0, forMs: 9166 } },
      ],
      healAt: 11_494,
    },
  'passwords were offered at a time that no clock tells, and so again and again':
    {
      ...PLAIN,
      seed: 8703,
      instances: 3,
      rotates: true,
      faults: [
        {
          at: 3184,
          fault: {
            kind: 'ask',
            type: 'RotatePasswords',
            of: 'primary',
            forMs: 0,
          },
        },
        {
          at: 3184,
          fault: {
            kind: 'ambush',
            step: 'any',
            afterMs: 0,
            wound: 'cutOff',
            forMs: 14_999,
          },
        },
      ],
      healAt: 11_554,
    },
  'a receiver kept the old password, which a switchover gave it while the next one was adopted':
    {
      ...PLAIN,
      seed: 15958,
      instances: 3,
      operators: 2,
      rotates: true,
      relays: [{ instance: 0, below: [1] }],
      paces: [
        { receiveMs: 1, applyMs: 5 },
        { receiveMs: 3, applyMs: 0 },
        { receiveMs: 0, applyMs: 613 },
      ],
      faults: [
        {
          at: 2950,
          fault: {
            kind: 'cut',
            from: 'primary',
            to: 'operator',
            oneWay: false,
            forMs: 3279,
          },
        },
        {
          at: 6692,
          fault: {
            kind: 'ask',
            type: 'RotatePasswords',
            of: 'primary',
            forMs: 0,
          },
        },
        {
          at: 6692,
          fault: {
            kind: 'ambush',
            step: 'any',
            afterMs: 2463,
            wound: 'stall',
            forMs: 3217,
          },
        },
        { at: 6717, fault: { kind: 'kill', of: 'primary', forMs: 3024 } },
        { at: 6775, fault: { kind: 'kill', of: 2, forMs: 900 } },
        { at: 11_088, fault: { kind: 'scale', to: 2 } },
        { at: 11_116, fault: { kind: 'deletePod', of: 'primary' } },
      ],
      healAt: 19_449,
    },
};
