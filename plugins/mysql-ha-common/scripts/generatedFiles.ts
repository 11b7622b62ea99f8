import { stringify } from 'yaml';
import {
  RESOURCE_KINDS,
  customResourceDefinition,
  referencePage,
} from '../src/crd';
import { API_GROUP } from '../src/constants';

/** A file that is generated, with its path from the repository’s root. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** All files that the schemas give. */
export function generatedFiles(): readonly GeneratedFile[] {
  return RESOURCE_KINDS.flatMap(kind => [
    {
      path: `deploy/crds/${API_GROUP}_${kind.plural}.yaml`,
      content: `# Generated from the schemas in plugins/mysql-ha-common by \`yarn generate\` there.\n${stringify(
        customResourceDefinition(kind),
        { lineWidth: 110, aliasDuplicateObjects: false },
      )}`,
    },
    {
      path: `docs/reference/${kind.singular}.md`,
      content: referencePage(kind),
    },
  ]);
}
