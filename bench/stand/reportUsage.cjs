// Loaded into the operator and the portal before their own code: answers each line on the third descriptor with what
// the process has used so far. Not over an IPC channel: a Backstage backend that has one expects its starter to keep
// its databases (DevDataStore) and waits for it. Requests are counted where Node and undici, which the Kubernetes client
// stands on, send them, so watches, Leases, Events and port-forwards are all in.
// https://nodejs.org/api/diagnostics_channel.html#http
// https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
const { subscribe } = require('node:diagnostics_channel');
const { Socket } = require('node:net');
const { isMainThread } = require('node:worker_threads');

const requests = {};

// Threads load it as well, and would take questions away from the one that knows the answers.
if (isMainThread) report();

function report() {
  subscribe('http.client.request.start', ({ request }) =>
    count(String(request.getHeader('host') ?? ''), request),
  );
  subscribe('undici:request:create', ({ request }) =>
    count(new URL(request.origin).host, request),
  );

  const starter = new Socket({ fd: 3 });
  starter.on('error', () => {});
  starter.on('data', () => {
    const { user, system } = process.cpuUsage();
    const usage = {
      cpuSeconds: (user + system) / 1e6,
      rssBytes: process.memoryUsage.rss(),
      uptimeSeconds: process.uptime(),
      requests,
    };
    starter.write(`${JSON.stringify(usage)}\n`);
  });
  starter.unref();
}

function count(host, { method, path: full }) {
  const path = full.split('?')[0];
  const watch = /[?&]watch=(true|1)/.test(full) ? ' (watch)' : '';
  const key = `${host} ${method} ${generic(path)}${watch}`;
  requests[key] = (requests[key] ?? 0) + 1;
}

/** A path without the names of objects. */
function generic(path) {
  return path
    .replace(/\/namespaces\/[^/]+/, '/namespaces/*')
    .replace(
      /(\/(?:leases|events|services|pods|secrets|configmaps|statefulsets|endpointslices|mysqlclusters|persistentvolumeclaims|poddisruptionbudgets)\/)[^/]+/,
      '$1*',
    );
}
