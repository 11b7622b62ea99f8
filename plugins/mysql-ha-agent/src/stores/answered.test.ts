import { RestError } from '@azure/storage-blob';
import { answered } from './answered';

/** Fails so often, and answers then. */
function failing(times: number, error: Error) {
  let asked = 0;
  return {
    asked: () => asked,
    ask: async () => {
      asked += 1;
      if (asked <= times) throw error;
      return 'an answer';
    },
  };
}

const torn = new RestError('Error reading response as text: aborted', {
  code: RestError.PARSE_ERROR,
});

describe('answered', () => {
  it('asks again when an answer broke off', async () => {
    const { ask, asked } = failing(1, torn);
    expect(await answered(60_000, ask)).toBe('an answer');
    expect(asked()).toBe(2);
  });

  it('gives up in the end', async () => {
    const { ask, asked } = failing(9, torn);
    await expect(answered(-1, ask)).rejects.toBe(torn);
    expect(asked()).toBe(1);
  });

  it('leaves every other failure to whoever knows it', async () => {
    const refused = new RestError('no', { statusCode: 403 });
    const { ask, asked } = failing(1, refused);
    await expect(answered(60_000, ask)).rejects.toBe(refused);
    expect(asked()).toBe(1);
  });
});
