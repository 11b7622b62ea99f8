import { tmpdir } from 'node:os';
import { NotEnoughSpace, requireSpace } from './scratchSpace';

/** So little that with what MySQL makes itself nothing is needed: this machine’s disk may be full. */
const nothing = -(512 * 1024 ** 2);

describe('the room for a copy', () => {
  it('is there for what fits', async () => {
    await expect(requireSpace(tmpdir(), nothing)).resolves.toBeUndefined();
  });

  it('is refused before anything is begun, with what is free and what is needed', async () => {
    const refusal = requireSpace(tmpdir(), 2 ** 60);
    await expect(refusal).rejects.toThrow(NotEnoughSpace);
    await expect(refusal).rejects.toThrow(
      /has \d+ MiB free and the copy needs about 1099511628288 MiB: give it a larger volume\. Nothing was begun\.$/,
    );
  });
});
