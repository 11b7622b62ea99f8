import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnosesPage } from '../src/diagnose/diagnosesPage';
import { PROBLEMS } from '../src/diagnose/registry';
import { configurationPage } from '../src/resources/mycnf/configurationPage';

const pages = {
  'docs/reference/configuration.md': configurationPage(),
  'docs/diagnoses.md': diagnosesPage(PROBLEMS),
};

for (const [path, content] of Object.entries(pages)) {
  writeFileSync(resolve(__dirname, '../../..', path), content);
  process.stdout.write(`wrote ${path}\n`);
}
