import http, { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';
import { parseJson } from './parseJson';
import { readText } from './readText';

/** Patience with one request. */
export const REQUEST_TIMEOUT_MS = 5000;

/**
 * First probe of a silent connection; the kernel then asks every second and gives up after ten
 * (libuv's uv_tcp_keepalive), so that a watch over a dead network ends within 15 s.
 */
const KEEPALIVE_MS = 5000;

/** Idle connections are ended before the API server does it after 90 s, so that no request meets a closed one. */
const IDLE_MS = 60_000;

const AGENT_OPTIONS: https.AgentOptions = {
  keepAlive: true,
  keepAliveMsecs: KEEPALIVE_MS,
  timeout: IDLE_MS,
};

/** A request to the API server. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** An answer of the API server, good or bad. */
export interface ApiResponse {
  readonly statusCode: number;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
}

/**
 * HTTP to the API server, with the kubeconfig's credentials, over connections that are kept open.
 * The client's own API classes are not used: they turn times into Date objects, drop fields they don't know,
 * and open a TLS connection for each request (https://github.com/kubernetes-client/javascript/issues/2893).
 */
export class ApiConnection {
  private readonly agents = {
    'http:': new http.Agent(AGENT_OPTIONS),
    'https:': new https.Agent(AGENT_OPTIONS),
  };

  constructor(
    private readonly kubeConfig: KubeConfig,
    /** Told whether the API server answered. */
    private readonly onOutcome: (answered: boolean) => void,
  ) {}

  /**
   * Sends a request and reads the whole answer.
   * @throws ServiceUnavailableError when there is none in time
   */
  async request(request: ApiRequest): Promise<ApiResponse> {
    const { statusCode, text } = await this.requestText(request);
    return { statusCode, body: parseJson(text) };
  }

  /**
   * The same for an answer that is no JSON, though its lines may be.
   * @throws ServiceUnavailableError when there is none in time
   */
  async requestText(
    request: ApiRequest,
  ): Promise<{ readonly statusCode: number; readonly text: string }> {
    const timeout = AbortSignal.timeout(
      request.timeoutMs ?? REQUEST_TIMEOUT_MS,
    );
    const signal = request.signal
      ? AbortSignal.any([timeout, request.signal])
      : timeout;
    const response = await this.attempt(request, async () => {
      const opened = await this.send(request, signal);
      return {
        statusCode: opened.statusCode ?? 0,
        text: await readText(opened),
      };
    });
    this.onOutcome(answers(response.statusCode));
    return response;
  }

  /**
   * Opens an answer that goes on, until `signal` aborts or nothing came for `silenceMs`.
   * @throws ServiceUnavailableError when there is no answer in time
   */
  async open(
    request: ApiRequest & { signal: AbortSignal; silenceMs: number },
  ): Promise<IncomingMessage> {
    const tooLate = new AbortController();
    const timer = setTimeout(
      () => tooLate.abort(new Error('no answer in time')),
      REQUEST_TIMEOUT_MS,
    );
    try {
      const response = await this.attempt(request, () =>
        this.send(request, AbortSignal.any([tooLate.signal, request.signal])),
      );
      this.onOutcome(answers(response.statusCode ?? 0));
      response.setTimeout(request.silenceMs, () =>
        response.destroy(new Error(`silent for ${request.silenceMs} ms`)),
      );
      return response;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends all connections. */
  close(): void {
    Object.values(this.agents).forEach(agent => agent.destroy());
  }

  private async attempt<T>(
    request: ApiRequest,
    send: () => Promise<T>,
  ): Promise<T> {
    try {
      return await send();
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      this.onOutcome(false);
      throw unreachable(this.kubeConfig, error);
    }
  }

  private async send(
    request: ApiRequest,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const cluster = this.kubeConfig.getCurrentCluster();
    const url = new URL(`${cluster?.server.replace(/\/$/, '')}${request.path}`);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const options: https.RequestOptions = {};
    await this.kubeConfig.applyToHTTPSOptions(options);
    // The client's agents open a connection per request; only the way through a proxy is left to them.
    if (!cluster?.proxyUrl) {
      options.agent =
        url.protocol === 'http:' ? this.agents['http:'] : this.agents['https:'];
    }
    const body =
      request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = {
      ...options.headers,
      accept: 'application/json',
      'user-agent': 'mysql-ha',
      ...(body === undefined
        ? {}
        : {
            'content-type': request.contentType ?? 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
    };
    const client = url.protocol === 'http:' ? http : https;
    return new Promise((resolve, reject) => {
      client
        .request(url, { ...options, method: request.method, signal, headers })
        .on('response', resolve)
        .on('error', reject)
        .end(body);
    });
  }
}

/** The API server is there and does what it is for; 429 and 5xx say that it does not. */
function answers(statusCode: number): boolean {
  return statusCode > 0 && statusCode < 500 && statusCode !== 429;
}

function unreachable(kubeConfig: KubeConfig, cause: unknown): Error {
  const server = kubeConfig.getCurrentCluster()?.server;
  const reason = describe(cause);
  return new ServiceUnavailableError(
    /certificate/i.test(reason)
      ? `The Kubernetes API server ${server} is not the one that the kubeconfig trusts (${reason}): fetch the cluster's kubeconfig anew.`
      : `The Kubernetes API server ${server} does not answer (${reason}). MySQL goes on without it; mysql-ha acts again when it is back.`,
  );
}

function describe(cause: unknown): string {
  if (!isError(cause)) return String(cause);
  if (cause.name === 'AbortError') return 'no answer in time';
  // Node joins the failures of several addresses into an error without a message.
  if (Array.isArray(cause.errors)) return cause.errors.join(', ');
  return cause.message || cause.name;
}
