import { KubernetesObject } from '../types';

/** Whether an object's labels satisfy a selector made of `key`, `!key`, `key=value` and `key!=value`. */
export function matchesSelector(
  object: KubernetesObject,
  selector: string | undefined,
): boolean {
  const labels = object.metadata.labels ?? {};
  return (selector ?? '')
    .split(',')
    .filter(Boolean)
    .every(requirement => {
      const [, not, key, operator, value] =
        /^(!?)([^=!]+)(?:(==?|!=)(.*))?$/.exec(requirement.trim()) ?? [];
      if (!operator) return key in labels === !not;
      return (labels[key] === value) === (operator !== '!=');
    });
}
