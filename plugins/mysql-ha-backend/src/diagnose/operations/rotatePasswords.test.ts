import { OperationRequest, RotationView, Snapshot } from '../../observe';
import { snapshotOf } from '../../observe/__testUtils__/snapshotOf';
import { rotatePasswords } from './rotatePasswords';

const three = snapshotOf(3);
const alone = snapshotOf(1);

function request(change: Partial<OperationRequest> = {}): OperationRequest {
  return {
    name: 'ask',
    type: 'RotatePasswords',
    force: false,
    dryRun: false,
    requestedBy: 'user:default/ann',
    begun: true,
    forMs: 60_000,
    journal: { rotation: '7' },
    ...change,
  };
}

/** All that can be proved while passwords are offered is proved. */
function rotation(
  change: Partial<RotationView> = {},
  orders2: Partial<RotationView['instances'][string]> = {},
): RotationView {
  const one = {
    bootstrap: 'current',
    takesNext: true,
    receivesWithNext: true,
  } as const;
  return {
    id: '7',
    stage: 'Offered',
    forMs: 60_000,
    busy: false,
    appTakesNext: true,
    instances: {
      'orders-0': one,
      'orders-1': one,
      'orders-2': { ...one, ...orders2 },
    },
    ...change,
  };
}

const at = (view?: RotationView) => three.with({ rotation: view }).taken;

/** The verdict in a line. */
function verdict(snapshot: Snapshot, change: Partial<OperationRequest> = {}) {
  const found = rotatePasswords(snapshot, request(change));
  switch (found.say) {
    case 'Act':
      return found.stages
        .map(stage =>
          [stage.kind, 'instance' in stage && stage.instance]
            .filter(Boolean)
            .join(' '),
        )
        .join(', ');
    case 'End':
      return `${found.phase}: ${found.message}`;
    default:
      return `Wait: ${found.message}`;
  }
}

describe('RotatePasswords', () => {
  it.each([
    [
      'of three',
      three.taken,
      'OfferPasswords, RenewPasswords orders-0, RenewReceiver orders-1, RenewReceiver orders-2, AdoptPasswords, DiscardPasswords orders-0',
    ],
    [
      'of one',
      alone.taken,
      'OfferPasswords, RenewPasswords orders-0, AdoptPasswords, DiscardPasswords orders-0',
    ],
    [
      'with a replica that is away',
      three.unreachable(2).taken,
      'Failed: orders-2 does not replicate as it should',
    ],
    [
      'of a cluster that follows',
      three.spec({
        externalSource: { host: 'db.example', secretRef: { name: 'login' } },
      }).taken,
      'Failed: The cluster follows a MySQL outside',
    ],
    [
      'during a failover',
      three.recorded({
        fence: { term: 1, since: '2026-01-01T00:00:00Z', reason: 'a test' },
      }).taken,
      'Wait: A failover is under way',
    ],
  ])('%s is begun or refused', (_, snapshot, words) => {
    expect(verdict(snapshot, { begun: false, journal: {} })).toContain(words);
  });

  it.each([
    ['before anything was seen', undefined, 'Wait: The next step'],
    ['while a step is under way', rotation({ busy: true }), 'Wait: The next'],
    ['when nothing is recorded', rotation({ id: undefined }), 'OfferPasswords'],
    [
      'when an earlier rotation is recorded',
      rotation({ id: '6' }),
      'OfferPasswords',
    ],
    [
      'while a kubelet is late',
      rotation({}, { bootstrap: 'behind' }),
      'Wait: The kubelet has not brought the changed Secret to orders-2 yet',
    ],
    [
      'while a kubelet may be late',
      rotation({}, { bootstrap: 'unsaid' }),
      'Wait: The kubelet has not brought the changed Secret to orders-2 yet',
    ],
    [
      'when no kubelet can be so late',
      rotation({ forMs: 200_000 }, { bootstrap: 'unsaid' }),
      'AdoptPasswords',
    ],
    [
      'while a supervisor is silent',
      rotation({}, { bootstrap: 'silent' }),
      'Wait: The supervisor of orders-2 is silent.',
    ],
    [
      'when the application can’t use its next one',
      rotation({ appTakesNext: false }),
      'RenewPasswords orders-0',
    ],
    [
      'while a replica has not applied it',
      rotation({}, { takesNext: false, lacksNextForMs: 2_000 }),
      'Wait: orders-2 does not take the new passwords yet.',
    ],
    [
      'when nothing is on its way to a replica, as its primary had them from a restart',
      rotation({}, { takesNext: false, lacksNextForMs: 20_000 }),
      'RepairCredentials orders-2',
    ],
    [
      'when a replica could not be asked',
      rotation({}, { takesNext: undefined }),
      'Wait: orders-2 does not take the new passwords yet.',
    ],
    [
      'when a receiver has the old one',
      rotation({}, { receivesWithNext: false }),
      'RenewReceiver orders-2',
    ],
    ['when all have all', rotation(), 'AdoptPasswords'],
    [
      'when the new ones hold',
      rotation({ stage: 'Adopted' }),
      'DiscardPasswords orders-0',
    ],
    [
      'when the new ones hold and a kubelet is late',
      rotation({ stage: 'Adopted' }, { bootstrap: 'behind' }),
      'Wait: The kubelet has not brought the changed Secret to orders-2 yet',
    ],
    [
      'when a change of primary gave a receiver the old one, and the new ones hold',
      rotation({ stage: 'Adopted' }, { receivesWithNext: false }),
      'RenewReceiver orders-2',
    ],
    [
      'at its end',
      rotation({ stage: 'Done' }),
      'Succeeded: The new passwords hold.',
    ],
  ])('%s', (_, view, words) => {
    expect(verdict(at(view))).toContain(words);
  });

  it('changes no account while nobody would acknowledge it, as that would keep all logins waiting', () => {
    const view = rotation({ appTakesNext: false });
    const nobody = three
      .facts(1, { acknowledging: false })
      .facts(2, { acknowledging: false })
      .with({ rotation: view }).taken;
    expect(verdict(nobody)).toBe(
      'Wait: A commit on orders-0 waits for 1 of the replicas, and 0 acknowledge.',
    );
  });

  it('touches no receiver while another one does not receive', () => {
    const view = rotation({}, { receivesWithNext: false });
    expect(
      verdict(three.unreachable(1).with({ rotation: view }).taken),
    ).toContain('Wait: orders-1 does not replicate as it should');
  });

  it.each([
    [
      rotation({}, { takesNext: false }),
      'Failed: orders-2 does not take the new passwords yet. Until another rotation comes to its end the old passwords stand in the Secrets, and both hold.',
    ],
    [
      rotation({ stage: 'Adopted' }, { bootstrap: 'silent' }),
      'Failed: The new passwords hold, but the engine’s old ones were not taken back',
    ],
  ])('ends with what holds when it takes too long', (view, words) => {
    expect(verdict(at(view), { forMs: 3_600_000 })).toContain(words);
  });
});
