import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { unknownFields } from './unknownFields';

/**
 * The body of a request, validated.
 * @throws InputError that names each field, its rule and what to do
 */
export function parseBody<T extends z.ZodType>(
  schema: T,
  body: unknown,
): z.output<T> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new InputError(parsed.error.issues.map(sentence).join('; '));
  }
  const unknown = unknownFields(body, parsed.data);
  if (unknown.length > 0) {
    throw new InputError(
      `${unknown.join(', ')} ${
        unknown.length === 1 ? 'is no field' : 'are no fields'
      } of this request: correct the spelling or leave ${
        unknown.length === 1 ? 'it' : 'them'
      } out; docs/reference lists all fields`,
    );
  }
  return parsed.data;
}

function sentence(issue: z.core.$ZodIssue): string {
  const field = issue.path.map(String).join('.');
  if (field === '') return issue.message;
  // The schemas' own sentences begin with the field's name; zod's do not.
  return issue.message.startsWith(field)
    ? issue.message
    : `${field}: ${issue.message}`;
}
