import { createTranslationRef } from '@backstage/frontend-plugin-api';
import {
  actions,
  connection,
  events,
  fleet,
  incident,
  instances,
  lag,
  overview,
  states,
  status,
  topology,
} from './messages';

/**
 * All sentences of the plugin, in English. Other languages are added with translation resources.
 * @public
 */
export const mysqlHaTranslationRef = createTranslationRef({
  id: 'plugin.mysql-ha',
  messages: {
    actions,
    connection,
    events,
    fleet,
    incident,
    instances,
    lag,
    overview,
    states,
    status,
    topology,
  },
});
