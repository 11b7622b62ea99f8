import { REPLICATING } from '../observe/__testUtils__/healthy';
import { snapshotOf } from '../observe/__testUtils__/snapshotOf';
import { leadsWell } from './leadsWell';

const following = snapshotOf(2)
  .async()
  .spec({
    externalSource: { host: 'db.example', secretRef: { name: 'login' } },
  })
  .recorded({ endedBootstrap: false })
  .facts(0, {
    readOnly: true,
    superReadOnly: true,
    replica: { ...REPLICATING, sourceHost: 'db.example' },
  });

describe('leadsWell', () => {
  it.each([
    ['it takes writes', snapshotOf(2), true],
    ['it is read-only', snapshotOf(2).facts(0, { superReadOnly: true }), false],
    ['it does not answer', snapshotOf(2).unreachable(0), false],
    ['it follows the MySQL outside', following, true],
    [
      'it follows another than the MySQL outside',
      following.replica(0, { sourceHost: 'db.before' }),
      false,
    ],
    ['it follows, and does not answer', following.unreachable(0), false],
  ])('%s', (_, { taken }, well) => {
    expect(leadsWell(taken)).toBe(well);
  });
});
