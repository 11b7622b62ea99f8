import { readFileSync, writeFileSync } from 'node:fs';

interface HostSetting {
  readonly path: string;
  /** What the cluster needs at least. */
  readonly least: number;
}

/** Kernel settings that no namespace has for itself. */
const settings: Readonly<Record<string, HostSetting>> = {
  // Pods and Services are routed through this machine.
  ip_forward: { path: '/proc/sys/net/ipv4/ip_forward', least: 1 },
  // Each mysqld reserves about 2,300 asynchronous I/Os (innodb_use_native_aio), so the kernel's 65,536 are 28 mysqlds.
  'aio-max-nr': { path: '/proc/sys/fs/aio-max-nr', least: 1_048_576 },
};

/** The settings as they stand, by name. */
export function settingsFound(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, { path }]) => [name, read(path)]),
  );
}

/** As words for the comment of a rule. */
export function settingsToRemember(found: Record<string, string>): string {
  return Object.entries(found)
    .map(pair => pair.join('='))
    .join(' ');
}

/** Raises what is too low. */
export function setUpHostSettings(): void {
  for (const { path, least } of Object.values(settings)) {
    if (Number(read(path)) < least) writeFileSync(path, `${least}`);
  }
}

/** Puts back what {@link settingsFound} had found. */
export function restoreHostSettings(found: Record<string, string>): void {
  for (const [name, { path }] of Object.entries(settings)) {
    const before = found[name];
    if (before !== undefined && before !== read(path)) {
      writeFileSync(path, before);
    }
  }
}

function read(path: string): string {
  return readFileSync(path, 'utf8').trim();
}
