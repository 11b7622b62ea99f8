import { z } from 'zod';

/** A moment. */
export const time = z.string().describe('RFC 3339, UTC.');
