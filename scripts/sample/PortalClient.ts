/** The portal said no; its own words. */
export class PortalError extends Error {
  override readonly name = 'PortalError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The portal's HTTP API with the rights of somebody who entered as a guest, as the pages use it. */
export class PortalClient {
  /** Signs in. */
  static async enterAsGuest(port: number): Promise<PortalClient> {
    const base = `http://127.0.0.1:${port}/api`;
    const session = await request(`${base}/auth/guest/refresh`, {
      method: 'GET',
    });
    const token = at(at(session, 'backstageIdentity'), 'token');
    if (typeof token !== 'string') {
      throw new PortalError(200, 'The portal let the guest in without a token');
    }
    return new PortalClient(base, token);
  }

  private readonly base: string;
  private readonly token: string;

  private constructor(base: string, token: string) {
    this.base = base;
    this.token = token;
  }

  /** @throws PortalError when the answer is none of success */
  get(path: string, signal?: AbortSignal): Promise<unknown> {
    return request(`${this.base}${path}`, {
      method: 'GET',
      signal,
      headers: { authorization: `Bearer ${this.token}` },
    });
  }

  /** Like {@link get}, but `undefined` for what doesn't exist. */
  async find(path: string, signal?: AbortSignal): Promise<unknown | undefined> {
    try {
      return await this.get(path, signal);
    } catch (failure) {
      if (failure instanceof PortalError && failure.status === 404)
        return undefined;
      throw failure;
    }
  }

  /** @throws PortalError when the answer is none of success */
  post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
    return request(`${this.base}${path}`, {
      method: 'POST',
      signal,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  }
}

async function request(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (response.ok) return text === '' ? undefined : JSON.parse(text);
  throw new PortalError(
    response.status,
    messageIn(text) ??
      `${init.method} ${url} was answered with ${response.status}`,
  );
}

function messageIn(text: string): string | undefined {
  try {
    const message = at(at(JSON.parse(text), 'error'), 'message');
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/** A member of what may be an object. */
export function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(key);
}
