import { jobName } from './jobName';

describe('jobName', () => {
  it('names the verb and the resource', () => {
    expect(jobName('backup', { name: 'orders-1', uid: 'a' })).toMatch(
      /^backup-orders-1-[0-9a-f]{8}$/,
    );
  });

  it('differs for a successor of the same name', () => {
    expect(jobName('backup', { name: 'x', uid: 'a' })).not.toBe(
      jobName('backup', { name: 'x', uid: 'b' }),
    );
  });

  it('fits into a label however long the resource’s name is', () => {
    const name = `${'a.b-'.repeat(60)}c`;
    expect(jobName('backup', { name, uid: 'a' })).toMatch(
      /^[a-z0-9]([a-z0-9-]{0,55}[a-z0-9])$/,
    );
  });
});
