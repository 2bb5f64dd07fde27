import { secret, type Secret } from '@/lib/core/secret';
import { firstLine, noSuchProgram, whole } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface ServerHttp {
  /** `undefined` when nothing answered; `error` then says why. */
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** Whether an answered cookie is only for https. */
  readonly secureCookie: boolean;
  /** At most 64 KiB; empty unless asked for. */
  readonly body: string;
}

export interface ServerHttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  /** Basic authentication; goes by standard input. */
  readonly user?: { readonly name: string; readonly password: Secret };
  readonly proxy?: string;
  /** Whether the body is wanted; a login's body holds a token and is not. */
  readonly body?: boolean;
}

/** What `url` answers when the server itself asks (curl(1)). */
export function serverHttp(request: ServerHttpRequest): ServerFact<ServerHttp> {
  const config = configuration(request);
  return {
    from: 'server',
    id: `http:${request.method ?? 'GET'}:${request.url}${request.user === undefined ? '' : `:as ${request.user.name}`}${request.body === true ? ':body' : ''}`,
    command: reading('server-http', [request.url, request.body === true ? 'body' : 'status'], 'login', `What ${request.url} answers on the server`, secret(config)),
    parse(answer) {
      if (noSuchProgram(whole(answer, `what ${request.url} answers`))) throw new Unreadable('The server has no curl to ask with.');
      const [head = '', ...body] = answer.stdout.split(/^body\n/m);
      const status = /^status (\d{3})$/m.exec(head)?.[1];
      const error = /^error (.*)$/m.exec(head)?.[1];
      if (status === undefined && error === undefined) throw new Unreadable(`The server does not tell what ${request.url} answers.`);
      if (error?.includes('not found') && error.includes('curl:') && !/\(\d+\)/.test(error)) throw new Unreadable('The server has no curl to ask with.');
      return {
        status: status === undefined || status === '000' ? undefined : Number(status),
        error: error === undefined ? undefined : firstLine(error.replace(/^curl: \(\d+\) /, '')) || 'no answer',
        secureCookie: /^secure-cookie yes$/m.test(head),
        body: body.join('body\n'),
      };
    },
  };
}

/** curl(1), --config: values in double quotes, `\` and `"` escaped. */
function configuration({ method, user, proxy }: ServerHttpRequest): string {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/[\r\n]/g, '')}"`;
  const lines = [
    ...(method === 'POST' ? ['request = "POST"', 'header = "Content-Type: application/json"', 'data = "{}"'] : []),
    ...(user === undefined ? [] : [`user = ${quoted(`${user.name}:${user.password.reveal()}`)}`]),
    ...(proxy === undefined || proxy === '' ? [] : [`proxy = ${quoted(proxy)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
