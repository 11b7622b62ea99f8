import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';

/** Makes contexts of actions that a person started, with this input where a test gives no other. */
export function contextsWith<Input extends Readonly<Record<string, string>>>(
  usual: Input,
) {
  return (input: object = {}, { isDryRun = false } = {}) => {
    const context = createMockActionContext<Input>({
      input: { ...usual, ...input },
      getInitiatorCredentials: async () => mockCredentials.user(),
    });
    // The mock's own options know no dry run.
    return { ...context, isDryRun };
  };
}
