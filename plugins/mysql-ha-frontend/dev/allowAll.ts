import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PermissionApi } from '@backstage/plugin-permission-react';

/** A policy that allows everything: there is no backend that could be asked. */
export const allowAll: PermissionApi = {
  authorize: async () => ({ result: AuthorizeResult.ALLOW }),
};
