import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes';
import { StoreOfLocation } from '../jobs';
import { SETTINGS_ANNOTATION } from '../jobs/places';

const settingsSchema = z.object({ store: z.unknown() });

/** Whether the agent in a pod writes to this store: one of before an archive was moved may still run. */
export function writesTo(
  { metadata }: KubernetesObject,
  { settings }: Pick<StoreOfLocation, 'settings'>,
): boolean {
  const text = metadata.annotations?.[SETTINGS_ANNOTATION];
  if (text === undefined) return false;
  const { store } = settingsSchema.parse(JSON.parse(text));
  return isDeepStrictEqual(store, JSON.parse(JSON.stringify(settings)));
}
