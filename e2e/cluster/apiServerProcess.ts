import { readdirSync, readFileSync } from 'node:fs';

/**
 * The API server of the local cluster that KUBECONFIG names, to be frozen: it then takes connections and answers
 * nothing, which is worse than being gone.
 * @throws Error when it does not run on this machine
 */
export function apiServerProcess(): { freeze(): void; thaw(): void } {
  const kubeconfig = readFileSync(process.env.KUBECONFIG ?? '', 'utf8');
  const [, address] = /server: https:\/\/([^:/\s]+)/.exec(kubeconfig) ?? [];
  const pid = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .find(id => {
      const command = commandOf(id);
      return (
        command.includes('kube-apiserver') &&
        command.includes(`--advertise-address=${address}`)
      );
    });
  if (pid === undefined) {
    throw new Error(
      `no API server with the address ${address} runs on this machine: this test needs the local cluster`,
    );
  }
  return {
    freeze: () => void process.kill(pid, 'SIGSTOP'),
    thaw: () => void process.kill(pid, 'SIGCONT'),
  };
}

function commandOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // It ended while it was looked at.
    return [];
  }
}
