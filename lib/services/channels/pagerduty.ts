import { json, type Format } from './format';
import { cut, isOver, rowsOf } from './message';

const url = 'https://events.pagerduty.com/v2/enqueue';

/** PagerDuty's events v2: one incident for one alert. A test opens one of the lowest severity and closes it. */
export const pagerduty: Format = (message, target, delivery) => {
  const key = { routing_key: target.secret('routingKey'), dedup_key: message.alert ?? delivery };
  const resolve = json(url, { ...key, event_action: 'resolve' });
  const trigger = json(url, {
    ...key,
    event_action: 'trigger',
    client: 'Groundcrew',
    client_url: message.link,
    links: [{ href: message.link, text: 'Open in Groundcrew' }],
    payload: {
      summary: cut(message.headline, 1024),
      source: message.server ?? 'Groundcrew',
      severity: message.severity === 'fail' ? 'critical' : message.severity === null ? 'info' : 'warning',
      timestamp: message.at,
      component: message.title,
      custom_details: Object.fromEntries(rowsOf(message)),
    },
  });
  if (isOver(message)) return [resolve];
  return message.kind === 'test' ? [trigger, resolve] : [trigger];
};
