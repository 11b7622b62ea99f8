import { existsSync } from 'node:fs';
import { Remediable, messageOf } from '../../local-cluster/errors.ts';
import { run } from '../../local-cluster/run.ts';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const packages = ['chromium', 'fonts-dejavu-core', 'fonts-liberation'];

/**
 * The browser for the tests of the pages: the machine's own, else Debian's package.
 *
 * @throws Remediable when it can't be had
 */
export async function ensureChromium(): Promise<string> {
  const given = process.env.CHROMIUM;
  const found = [...(given ? [given] : []), ...candidates].find(existsSync);
  if (found) return found;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update', '-q'], { env });
    await run(
      'apt-get',
      ['install', '-q', '-y', '--no-install-recommends', ...packages],
      { env },
    );
  } catch (failure) {
    throw new Remediable(
      `There is no Chromium, and apt-get can't install it: install ${packages.join(
        ' ',
      )}, or set CHROMIUM to a browser. ${messageOf(failure)}`,
    );
  }
  return ensureInstalled();
}

function ensureInstalled(): string {
  const found = candidates.find(existsSync);
  if (found) return found;
  throw new Remediable(
    `The package chromium put no program at ${candidates.join(' or ')}.`,
  );
}
