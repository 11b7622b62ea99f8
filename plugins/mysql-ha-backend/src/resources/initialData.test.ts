import { KubernetesObject } from '../kubernetes/types';
import {
  claimMeaning,
  hasBegun,
  INITIAL_DATA_ANNOTATION,
  initialRestoreName,
  instanceClaims,
} from './initialData';

const ORDERS = { namespace: 'shop', name: 'orders' };

const claim = (
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  metadata: { name: 'data-orders-0', ...metadata },
});

const marked = (mark: string) =>
  claim({ annotations: { [INITIAL_DATA_ANNOTATION]: mark } });

const ownedBySet = (uid: string) =>
  claim({
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'orders', uid },
    ],
  });

const SET: KubernetesObject = {
  ...{ apiVersion: 'apps/v1', kind: 'StatefulSet' },
  metadata: { name: 'orders', uid: 'mine' },
};

describe('claimMeaning', () => {
  it.each([
    ['one that somebody made', claim(), 'Holding'],
    ['one that was deleted', claim({ deletionTimestamp: 'now' }), 'Leaving'],
    ['one that is to be filled', marked('Empty'), 'Awaiting'],
    ['one that may hold a part', marked('Unproved'), 'Awaiting'],
    ['one with a mark of a later version', marked('Else'), 'Awaiting'],
    ['one that was proved', marked('Proved'), 'Holding'],
    ['one of the cluster’s own set', ownedBySet('mine'), 'Holding'],
    ['one of a set that is gone', ownedBySet('theirs'), 'Leaving'],
  ])('of %s', (_, object, meaning) => {
    expect(claimMeaning(object, SET)).toBe(meaning);
  });

  it('of one of a set that is gone, before there is another', () => {
    expect(claimMeaning(ownedBySet('theirs'), undefined)).toBe('Leaving');
  });
});

describe('instanceClaims', () => {
  it('leaves out what is no instance’s, also of a cluster whose name is longer', () => {
    const names = [
      'data-orders-0',
      'data-orders-eu-0',
      'kept-orders-0-5e6f7a8b',
      'restored-orders-1a2b3c4d',
      'data-orders-8',
    ];
    expect(
      instanceClaims(
        ORDERS,
        names.map(name => claim({ name })),
      ).map(({ metadata }) => metadata.name),
    ).toEqual(['data-orders-0', 'data-orders-8']);
  });
});

describe('hasBegun', () => {
  it.each([
    [false, {}],
    [true, { primary: 'orders-0' }],
    [true, { term: 1 }],
    [true, { synchronous: { members: [], waitFor: 0, term: 1 } }],
    [true, { endpoints: { primary: '', replicas: '' } }],
  ])('is %s of %j', (begun, status) => {
    expect(hasBegun(status)).toBe(begun);
  });
});

describe('initialRestoreName', () => {
  it('is another one for another cluster of the same name', () => {
    const uid = '1a2b3c4d-0000-4000-8000-000000000000';
    expect(initialRestoreName({ name: 'orders', uid })).toBe(
      'initial-orders-1a2b3c4d',
    );
  });
});
