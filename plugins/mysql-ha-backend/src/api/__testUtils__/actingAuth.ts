import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';

/**
 * The mocked auth service, with tokens that say which plugin asks on a person's behalf, as those of the real one do.
 * Without that the permission backend takes a plugin for a browser: it refuses to apply conditions for it, and to hand
 * out conditions (`MockAuthService` of @backstage/backend-test-utils 1.11 leaves the actor out).
 */
export const actingAuthFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const tokenFor = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { onBehalfOf } = options;
      if (!auth.isPrincipal(onBehalfOf, 'user')) return tokenFor(options);
      const actor = { subject: `plugin:${pluginId}` };
      const { userEntityRef } = onBehalfOf.principal;
      return { token: mockCredentials.user.token(userEntityRef, { actor }) };
    };
    return auth;
  },
});
