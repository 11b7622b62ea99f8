import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { configurationPage } from '../src/resources/mycnf/configurationPage';

const path = 'docs/reference/configuration.md';
writeFileSync(resolve(__dirname, '../../..', path), configurationPage());
process.stdout.write(`wrote ${path}\n`);
