import { LazySession } from './LazySession';
import { Session } from './Session';

function sessions() {
  const opened: { isOpen: boolean; drop: jest.Mock }[] = [];
  const open = jest.fn(async () => {
    const session = { isOpen: true, drop: jest.fn() };
    opened.push(session);
    return session as unknown as Session;
  });
  return { opened, open, lazy: new LazySession(open) };
}

describe('LazySession', () => {
  it('opens one for callers at the same time', async () => {
    const { lazy, open } = sessions();
    const [one, two] = await Promise.all([lazy.get(), lazy.get()]);
    expect(one).toBe(two);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('opens another one when it was lost', async () => {
    const { lazy, opened, open } = sessions();
    await lazy.get();
    opened[0].isOpen = false;
    await lazy.get();
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('tries again after a failure', async () => {
    const { lazy, open } = sessions();
    open.mockRejectedValueOnce(new Error('refused'));
    await expect(lazy.get()).rejects.toThrow('refused');
    await expect(lazy.get()).resolves.toBeDefined();
  });

  it('drops one that is being opened', async () => {
    const { lazy, opened } = sessions();
    void lazy.get();
    await lazy.drop();
    expect(opened[0].drop).toHaveBeenCalled();
  });
});
