import { ServiceUnavailableError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';
import { ClientOptions, WebSocket } from 'ws';
import { Clock } from '../../clock';
import { PortForwardStream } from '../types';
import { REQUEST_TIMEOUT_MS } from './ApiConnection';
import { apiError, parseFailure } from './apiError';
import { parseJson } from './parseJson';
import { PortForwardDuplex } from './PortForwardDuplex';
import { readText } from './readText';
import { objectPath } from './resourcePath';

/**
 * Opens a stream to a pod's port. The client's PortForward is not used: it knows no backpressure, hides why the
 * API server refused, and its streams stay open when the connection ends.
 * @throws NotFoundError when there is no such pod; ServiceUnavailableError when the API server does not answer
 */
export async function openPortForward(
  kubeConfig: KubeConfig,
  target: { namespace: string; pod: string; port: number },
  clock: Clock,
): Promise<PortForwardStream> {
  const { namespace, pod, port } = target;
  const key = { apiVersion: 'v1', kind: 'Pod', namespace, name: pod };
  const peer = `pod ${namespace}/${pod}:${port}`;
  const server = kubeConfig.getCurrentCluster()?.server.replace(/\/$/, '');
  const url = `${server?.replace(/^http/, 'ws')}${objectPath(
    key,
    'portforward',
  )}?ports=${port}`;
  const options: ClientOptions = {};
  await kubeConfig.applyToHTTPSOptions(options);
  const socket = new WebSocket(url, ['v4.channel.k8s.io'], {
    ...options,
    handshakeTimeout: REQUEST_TIMEOUT_MS,
    perMessageDeflate: false,
  });
  // Made before the connection opens, so that no message is missed.
  const stream = new PortForwardDuplex(socket, peer, clock);
  return new Promise((resolve, reject) => {
    const refused = (error: Error) =>
      reject(new ServiceUnavailableError(error.message));
    stream.once('error', refused);
    socket.once('open', () => {
      stream.off('error', refused);
      resolve(stream);
    });
    socket.once('unexpected-response', (_request, response) => {
      void readText(response).then(text => {
        reject(
          apiError(
            `port-forward to ${peer}`,
            parseFailure(response.statusCode ?? 0, parseJson(text)),
          ),
        );
        stream.destroy();
      });
    });
  });
}
