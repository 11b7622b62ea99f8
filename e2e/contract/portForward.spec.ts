import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { RealKubernetes } from '@mysql-ha/backstage-plugin-mysql-ha-backend/src/kubernetes/server';
import { createAdapter } from './createAdapter';

/** The cluster's own DNS server answers HTTP on this port, in kind and elsewhere too. */
const READY_PORT = 8181;

test.describe('a port-forward', () => {
  let kubernetes: RealKubernetes;
  let pod: string;

  test.beforeAll(async () => {
    kubernetes = createAdapter();
    const pods = await kubernetes.list(
      { apiVersion: 'v1', kind: 'Pod', namespace: 'kube-system' },
      'k8s-app=kube-dns',
    );
    pod = pods[0].metadata.name;
  });

  test.afterAll(() => kubernetes.stop());

  test('carries a request and its answer, again and again', async () => {
    const stream = await kubernetes.portForward('kube-system', pod, READY_PORT);
    for (let n = 0; n < 3; n++) {
      stream.write('GET /ready HTTP/1.1\r\nHost: dns\r\n\r\n');
      const [answer] = await once(stream, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK/);
    }
    stream.end();
    await once(stream, 'close');
  });

  test('fails when the pod closes the connection', async () => {
    const stream = await kubernetes.portForward('kube-system', pod, READY_PORT);
    stream.write(
      'GET /ready HTTP/1.1\r\nHost: dns\r\nConnection: close\r\n\r\n',
    );
    stream.resume();
    const [error] = await once(stream, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
  });

  test('fails when nothing listens there, and says so', async () => {
    const stream = await kubernetes.portForward('kube-system', pod, 1);
    const [error] = await once(stream, 'error');
    expect(error.message).toContain('connection refused');
  });
});
