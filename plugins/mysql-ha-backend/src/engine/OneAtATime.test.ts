import { OneAtATime } from './OneAtATime';

describe('OneAtATime', () => {
  it('begins the next when the one before has ended, also when that failed', async () => {
    const queue = new OneAtATime();
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const first = queue.run(async () => {
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      order.push('first');
      throw new Error('it failed');
    });
    const second = queue.run(async () => {
      order.push('second');
      return 'done';
    });
    await Promise.resolve();
    finish();
    await expect(first).rejects.toThrow('it failed');
    await expect(second).resolves.toBe('done');
    expect(order).toEqual(['first', 'second']);
  });
});
