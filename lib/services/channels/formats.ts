import type { ChannelKind } from '@/lib/contract/channel';
import { alertmanager } from './alertmanager';
import { discord } from './discord';
import type { Format } from './format';
import { gotify } from './gotify';
import { ntfy } from './ntfy';
import { pagerduty } from './pagerduty';
import { slack } from './slack';
import { teams } from './teams';
import { telegram } from './telegram';
import { webhook } from './webhook';

/** Every kind of channel that is spoken to over HTTP. */
export const formats: Readonly<Record<Exclude<ChannelKind, 'email'>, Format>> = { webhook, slack, teams, discord, telegram, ntfy, gotify, pagerduty, alertmanager };
