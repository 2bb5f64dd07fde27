import { firstLine, noSuchProgram, whole } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface WebAnswer {
  /** `undefined` when nothing answered; `error` then says why. */
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly milliseconds: number;
}
export interface WebAnswers {
  readonly first: WebAnswer;
  /** Of the other URL, which is asked only when the first does not answer well. */
  readonly other: WebAnswer | undefined;
}
export interface WebQuestion {
  readonly url: string;
  /** The status that means well. */
  readonly status: number;
  readonly other: string;
}

/** What URLs answer when the server itself asks, and how fast, by the first URL (curl(1)). */
export function webAnswers(questions: readonly WebQuestion[]): ServerFact<ReadonlyMap<string, WebAnswers>> {
  return {
    from: 'server',
    id: `web-answers:${questions.map(({ url, status }) => `${url}=${status}`).join(',')}`,
    command: reading('web-answers', questions.flatMap(({ url, status, other }) => [url, String(status), other]), 'login', 'What the services answer on the server, and how fast'),
    parse(answer) {
      if (noSuchProgram(whole(answer, 'what its services answer'))) throw new Unreadable('The server has no curl to ask with.');
      const parts = answer.stdout.split(/^first (\d{1,3})\n/m);
      const found = new Map<string, WebAnswers>();
      for (let index = 1; index < parts.length; index += 2) {
        const url = questions[Number(parts[index])]?.url;
        const [first = '', other] = (parts[index + 1] ?? '').split(/^other\n/m);
        if (url !== undefined) found.set(url, { first: readAnswer(first), other: other === undefined ? undefined : readAnswer(other) });
      }
      if (found.size < questions.length) throw new Unreadable('The server does not tell what its services answer.');
      return found;
    },
  };
}

function readAnswer(text: string): WebAnswer {
  const [, status = '000', time = '0'] = /^status (\d{3}) (\d{1,6}[.,]\d{1,9})$/m.exec(text) ?? [];
  const error = /^curl: \(\d+\) (.*)$/m.exec(text)?.[1];
  // Of an answer that broke off, the status came but the rest did not: that is no answer.
  const isWhole = status !== '000' && error === undefined;
  return { status: isWhole ? Number(status) : undefined, error: isWhole ? undefined : firstLine(error ?? '') || 'no answer', milliseconds: Math.round(Number(time.replace(',', '.')) * 1000) };
}
