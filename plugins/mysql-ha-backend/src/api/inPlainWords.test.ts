import { ConflictError, InputError } from '@backstage/errors';
import { inPlainWords } from './inPlainWords';

const about =
  'patching MySQLCluster shop/orders: MySQLCluster.mysqlha.dev "orders" is invalid: ';

describe('inPlainWords', () => {
  it.each([
    [
      'a rule that spans fields',
      'spec.storage: Invalid value: "object": storage.size can’t shrink: put the old size back.',
      'Kubernetes refuses this: spec.storage: storage.size can’t shrink: put the old size back.',
    ],
    [
      'a rule of one field',
      'spec.instances: Invalid value: 10: spec.instances in body should be less than or equal to 9',
      'Kubernetes refuses this: spec.instances: spec.instances in body should be less than or equal to 9',
    ],
    [
      'several rules',
      '[spec.image: Invalid value: "": too short, spec.topology: Unsupported value: "X": supported values: "Single"]',
      'Kubernetes refuses this: spec.image: too short, spec.topology: supported values: "Single"',
    ],
  ])('leaves field and rule of %s', async (_case, rules, expected) => {
    await expect(
      inPlainWords(Promise.reject(new InputError(about + rules))),
    ).rejects.toThrow(new InputError(expected));
  });

  it('passes other errors and results on as they are', async () => {
    const conflict = new ConflictError('it exists');
    await expect(inPlainWords(Promise.reject(conflict))).rejects.toBe(conflict);
    await expect(inPlainWords(Promise.resolve(1))).resolves.toBe(1);
  });
});
