import { writeManifest } from '../artifact';
import { isFinal } from '../program/isFinal';
import { programsOnPath } from '../mysql';
import { silent } from '../progress';
import { InMemoryStore } from '../stores';
import { restore } from './restore';
import { manifestOf } from './testing/manifestOf';

/** Asks for single databases of a backup; nothing is reached that needs MySQL. */
async function refusal(
  databases: string[],
  backup: Parameters<typeof manifestOf>[0],
): Promise<unknown> {
  const store = new InMemoryStore();
  await writeManifest(store, 'b', manifestOf(backup));
  return restore({
    ...{ store, path: 'b', databases, programs: programsOnPath },
    ...{ datadir: '/nowhere/data', scratch: '/nowhere', progress: silent },
  }).then(
    () => undefined,
    failure => failure,
  );
}

describe('single databases', () => {
  it('of a Physical backup are refused for good, with what to do', async () => {
    const failure = await refusal(['shop'], { method: 'Physical' });
    expect(String(failure)).toContain(
      'b is a Physical backup, from which single databases can’t be restored: leave databases out, or choose a Logical one.',
    );
    expect(isFinal(failure)).toBe(true);
  });

  it('that were not saved are refused for good, with what there is', async () => {
    const saved = { method: 'Logical' as const, databases: ['carts', 'shop'] };
    const failure = await refusal(['shop', 'shoe'], saved);
    expect(String(failure)).toContain(
      'The database "shoe" is not in b: correct spec.databases. There are: carts, shop.',
    );
    expect(isFinal(failure)).toBe(true);
  });
});
