import { createHash } from 'node:crypto';
import { POD_FINGERPRINT_ANNOTATION } from '../labels';
import { PodTemplate, PodTemplateInput } from './PodTemplate';
import { podTemplateV1 } from './v1';

const VERSIONS: Readonly<
  Record<number, (input: PodTemplateInput) => PodTemplate>
> = { 1: podTemplateV1 };

/** The version that new clusters get. */
export const CURRENT_TEMPLATE_VERSION = 1;

/**
 * The pods of a cluster in the version that its status names.
 * @throws RangeError for a version that this operator doesn’t know, as after a downgrade
 */
export function podTemplate(
  input: PodTemplateInput,
  version: number,
): PodTemplate {
  const render = VERSIONS[version];
  if (!render) {
    throw new RangeError(
      `pod template version ${version} is newer than this operator, which knows ${Object.keys(
        VERSIONS,
      ).join(', ')}: run the newer operator again`,
    );
  }
  const template = render(input);
  return {
    ...template,
    metadata: {
      ...template.metadata,
      annotations: {
        ...template.metadata.annotations,
        [POD_FINGERPRINT_ANNOTATION]: fingerprint(
          render({ ...input, supervisorImage: '' }),
          version,
        ),
      },
    },
  };
}

/**
 * What a person can change of the pods, as a short text: a pod with another fingerprint was made from an older spec and
 * has to be restarted. The supervisor’s image does not count, because it changes with the operator.
 */
function fingerprint(template: PodTemplate, version: number): string {
  const hash = createHash('sha256').update(JSON.stringify(template));
  return `v${version}-${hash.digest('hex').slice(0, 16)}`;
}
