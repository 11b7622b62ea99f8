import { GtidSet } from '@mysql-ha/backstage-plugin-mysql-ha-common';
import { SeenInstance, choosePrimary, chooseSource } from './choose';

const A = '3e11fa47-71ca-11e1-9e33-c80aa9429562';

function seen(
  name: string,
  {
    executed = '',
    purged = '',
    ...more
  }: { executed?: string; purged?: string } & Partial<
    Pick<SeenInstance, 'writable' | 'term'>
  > = {},
): SeenInstance {
  return {
    ...{ name, uuid: name, writable: false, term: 3 },
    executed: GtidSet.parse(executed),
    purged: GtidSet.parse(purged),
    ...more,
  };
}

describe('the primary, for an archive', () => {
  it('is the writable one, of the newest term', () => {
    const old = seen('a', { writable: true, term: 2 });
    const now = seen('b', { writable: true });
    expect(choosePrimary([old, now, seen('c')], 3)).toBe(now);
  });

  it.each([
    ['No instance answers', []],
    ['No instance is writable', [seen('a')]],
    [
      'Both a and b are writable',
      [seen('a', { writable: true }), seen('b', { writable: true })],
    ],
    ['has transactions of term 3', [seen('a', { writable: true, term: 2 })]],
  ])('is waited for: %s', (why, instances) => {
    expect(() => choosePrimary(instances, 3)).toThrow(why);
  });
});

describe('the source of an archive', () => {
  const primary = seen('a', { executed: `${A}:1-5000`, writable: true });
  const archived = GtidSet.parse(`${A}:1-4000`);
  const from = (shunned: string[], ...others: SeenInstance[]) =>
    chooseSource([primary, ...others], primary, archived, new Set(shunned))
      .name;

  it('is a current replica', () => {
    expect(from([], seen('b', { executed: `${A}:1-4999` }))).toBe('b');
  });

  it('is no replica that lags, and none that did not keep up', () => {
    expect(from([], seen('b', { executed: `${A}:1-3000` }))).toBe('a');
    expect(from(['b'], seen('b', { executed: `${A}:1-5000` }))).toBe('a');
  });

  it('is who still has what comes next', () => {
    const cloned = seen('b', {
      executed: `${A}:1-5000`,
      purged: `${A}:1-4500`,
    });
    const older = seen('c', { executed: `${A}:1-4990` });
    expect(from([], cloned)).toBe('a');
    expect(from([], cloned, older)).toBe('c');
  });
});
