import type { Implementation } from './types';
import { workOf } from './work';

export const listActivity: Implementation<'activity.list'> = ({ resources }, { limit, server }) => workOf(resources).repositories.audits.list({ serverName: server, limit });
