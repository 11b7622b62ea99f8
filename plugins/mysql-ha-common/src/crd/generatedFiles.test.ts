import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFiles } from '../../scripts/generatedFiles';

const root = resolve(__dirname, '../../../..');

describe('generated files', () => {
  it.each(generatedFiles().map(({ path, content }) => [path, content]))(
    '%s says what the schemas say',
    (path, content) => {
      const written = readFileSync(join(root, path), 'utf8');
      expect(
        written === content ||
          `${path} differs from the schemas: run \`yarn workspace @mysql-ha/backstage-plugin-mysql-ha-common generate\` and commit what it writes`,
      ).toBe(true);
    },
  );
});
