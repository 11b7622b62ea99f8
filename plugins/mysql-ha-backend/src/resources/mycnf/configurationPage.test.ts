import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { configurationPage } from './configurationPage';

const path = 'docs/reference/configuration.md';
const root = resolve(__dirname, '../../../../..');

describe('the reference page of spec.config', () => {
  it('says what the tables say', () => {
    const written = readFileSync(resolve(root, path), 'utf8');
    expect(
      written === configurationPage() ||
        `${path} differs from the tables: run \`yarn workspace @mysql-ha/backstage-plugin-mysql-ha-backend generate\` and commit what it writes`,
    ).toBe(true);
  });
});
