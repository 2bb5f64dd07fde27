import { json, type Format } from './format';
import { isOver, rowsOf } from './message';

/** Teams' workflow "post to a channel when a webhook request is received". Rich text runs know no markdown, so nothing in them is more than text. */
export const teams: Format = (message, target) => {
  const run = (text: string, more: object = {}) => ({ type: 'TextRun', text, ...more });
  const color = isOver(message) ? 'Good' : message.severity === 'fail' ? 'Attention' : message.severity === null ? 'Default' : 'Warning';
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', msteams: { width: 'Full' },
    body: [
      { type: 'RichTextBlock', inlines: [run(message.headline, { weight: 'Bolder', size: 'Large', color })] },
      ...rowsOf(message).map(([label, value]) => ({ type: 'RichTextBlock', inlines: [run(`${label}: `, { weight: 'Bolder' }), run(value)] })),
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open in Groundcrew', url: message.link }],
  };
  return [json(target.secret('url'), { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] })];
};
