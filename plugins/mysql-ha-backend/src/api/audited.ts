import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Request, RequestHandler, Response } from 'express';

/** What a record in the audit log says about a request. */
export interface AuditDescription {
  /** kebab-case, without the plugin's name. */
  readonly eventId: string;
  /** `low` for reading, `medium` for writing, `high` for what can't be undone. */
  readonly severityLevel: 'low' | 'medium' | 'high';
  /** The kind of reading, e.g. `by-name`. */
  readonly queryType?: string;
}

/** A route that leaves a record whether it succeeded or failed, with the names in its path. */
export function audited(
  auditor: AuditorService,
  description: AuditDescription,
  handle: (request: Request, response: Response) => Promise<JsonObject | void>,
): RequestHandler {
  const { eventId, severityLevel, queryType } = description;
  return async (request, response) => {
    const event = await auditor.createEvent({
      eventId,
      severityLevel,
      request,
      meta: { ...request.params, ...(queryType ? { queryType } : {}) },
    });
    try {
      const meta = await handle(request, response);
      await event.success(meta ? { meta } : {});
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  };
}
