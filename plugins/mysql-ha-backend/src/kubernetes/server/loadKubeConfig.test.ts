import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { loadKubeConfig } from './loadKubeConfig';

describe('loadKubeConfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, context = name): string {
    const path = join(folder, name);
    writeFileSync(
      path,
      JSON.stringify({
        clusters: [{ name, cluster: { server: `https://${name}` } }],
        users: [{ name, user: {} }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        'current-context': context,
      }),
    );
    return path;
  }

  function server(path: string | undefined, env: Record<string, string>) {
    return loadKubeConfig(path, env).getCurrentCluster()?.server;
  }

  it('prefers the configured path, then KUBECONFIG, then the home folder', () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, '.kube'), { recursive: true });
    write('home/.kube/config');
    const env = { KUBECONFIG: write('from-env'), HOME: home };
    expect(server(write('given'), env)).toBe('https://given');
    expect(server(undefined, env)).toBe('https://from-env');
    expect(server(undefined, { HOME: home })).toBe('https://home/.kube/config');
  });

  it('takes the first context of several files, and leaves out those that are missing', () => {
    const files = [join(folder, 'none'), write('first'), write('second')];
    expect(server(undefined, { KUBECONFIG: files.join(delimiter) })).toBe(
      'https://first',
    );
  });

  it('says what to do when there is nothing', () => {
    expect(() => loadKubeConfig(undefined, {})).toThrow(
      /Set mysqlHa\.kubeconfig .* or the environment variable KUBECONFIG/,
    );
  });

  it('names the file that is missing or is none', () => {
    const path = join(folder, 'absent');
    expect(() => loadKubeConfig(path, {})).toThrow(
      `The kubeconfig ${path} (from mysqlHa.kubeconfig) can't be read`,
    );
    const odd = join(folder, 'odd');
    writeFileSync(odd, ': no yaml: [');
    expect(() => loadKubeConfig(undefined, { KUBECONFIG: odd })).toThrow(
      `The kubeconfig ${odd} (from KUBECONFIG) can't be read`,
    );
  });

  it('asks for a context when the current one is not there', () => {
    expect(() => loadKubeConfig(write('lost', 'gone'), {})).toThrow(
      'choose one with "kubectl config use-context NAME"',
    );
  });
});
