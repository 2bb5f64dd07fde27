import { below, json, type Format } from './format';
import { cut, isOver, plainText } from './message';

/** ntfy takes JSON at the root of its server; 4096 bytes of text are a message, more would become a file. */
export const ntfy: Format = (message, target) => {
  const token = target.secret('token');
  const priority = isOver(message) || message.severity === null ? 3 : message.severity === 'fail' ? 5 : 4;
  const tag = isOver(message) ? 'white_check_mark' : message.severity === 'fail' ? 'rotating_light' : message.severity === null ? 'bell' : 'warning';
  return [json(below(target.text('server'), '/'), { topic: target.text('topic'), title: cut(message.headline, 250), message: cut(plainText(message), 1300), priority, tags: [tag], click: message.link }, token === '' ? {} : { authorization: `Bearer ${token}` })];
};
