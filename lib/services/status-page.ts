import { readFileSync } from 'node:fs';
import { count } from '@/lib/core/units';
import type { PublicState, PublicStatus } from './status-of-server';

export interface PublicServer extends PublicStatus {
  readonly title: string;
}
interface Page {
  readonly title: string;
  readonly servers: readonly PublicServer[];
  /** Milliseconds since 1970 of what is shown. */
  readonly at: number;
  /** Admits the style and the script of this answer. */
  readonly nonce: string;
}

/** Word, token of the colour, and the icon's strokes (lucide: circle-check, triangle-alert, circle-x, circle-help). */
const looks: Readonly<Record<PublicState, readonly [string, string, string]>> = {
  works: ['Works', 'good', '<circle cx="12" cy="12" r="10"/><path d="m9 12 2 2 4-4"/>'],
  limited: ['Limited', 'warning', '<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>'],
  down: ['Down', 'bad', '<circle cx="12" cy="12" r="10"/><path d="m15 9-6 6"/><path d="m9 9 6 6"/>'],
  unknown: ['Unknown', 'unknown', '<circle cx="12" cy="12" r="10"/><path d="M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3"/><path d="M12 17h.01"/>'],
};

/** "2 of 3 work; one is down." */
export function statusSentence(servers: readonly Pick<PublicServer, 'title' | 'state'>[]): string {
  const of = (state: PublicState) => servers.filter((server) => server.state === state);
  const [works, limited, down, unknown] = [of('works'), of('limited'), of('down'), of('unknown')];
  if (servers.length === 0) return 'No server is shown here.';
  if (works.length === servers.length) return servers.length === 1 ? `${servers[0]!.title} works.` : `All ${servers.length} work.`;
  const name = (some: typeof works) => (some.length === 1 ? some[0]!.title : count(some.length, 'server'));
  const parts = [
    ...(down.length > 0 ? [`${name(down)} ${down.length === 1 ? 'is' : 'are'} down`] : []),
    ...(limited.length > 0 ? [`${name(limited)} ${limited.length === 1 ? 'works' : 'work'} with limits`] : []),
    ...(unknown.length > 0 ? [`it is not known whether ${name(unknown)} ${unknown.length === 1 ? 'works' : 'work'}`] : []),
  ];
  const words = `${new Intl.ListFormat('en').format(parts)}.`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${works.length > 0 ? ` The other ${works.length === 1 ? 'one works' : `${works.length} work`}.` : ''}`;
}

/** A page of its own: no bundle, no request besides. It brings itself up to date each minute, and shows times in the reader's zone. */
export function statusPage({ title, servers, at, nonce }: Page): string {
  const rows = servers.map(({ title: name, state, since }) => {
    const [word, tone, strokes] = looks[state];
    return `<li><span class="name">${escapeHtml(name)}</span><span class="state ${tone}"><svg aria-hidden="true" viewBox="0 0 24 24">${strokes}</svg>${word}</span><span class="since">${since === null ? '' : `since ${time(since)}`}</span></li>`;
  });
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex, nofollow">',
    `<title>${escapeHtml(title)}</title><link rel="icon" type="image/svg+xml" href="/mark.svg"><style nonce="${nonce}">${tokens()}${style}</style></head>`,
    `<body><main><h1>${escapeHtml(title)}</h1><p class="sentence" role="status">${escapeHtml(statusSentence(servers))}</p>${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : ''}<p class="since">As of ${time(new Date(at).toISOString())}.</p><p class="old" role="alert"></p></main>`,
    `<script nonce="${nonce}">${script}</script></body></html>`,
  ].join('');
}

const time = (iso: string): string => `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.slice(0, 16).replace('T', ' '))} UTC</time>`;
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The colours of both themes, from the one file that has them. */
let themes: string | undefined;
function tokens(): string {
  if (themes === undefined) {
    const css = readFileSync('app/globals.css', 'utf8');
    const block = (selector: string) => /\{([^}]*)\}/.exec(css.slice(css.indexOf(`\n${selector} {`)))?.[1] ?? '';
    themes = `:root{${block(':root')}}@media (prefers-color-scheme:dark){:root{${block("[data-theme='dark']")}}}`;
  }
  return themes;
}

const style = `
body{margin:0;background:var(--canvas);color:var(--ink);font:1rem/1.5 -apple-system,'Segoe UI Variable Text','Segoe UI',Roboto,Cantarell,'Noto Sans',sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:3rem 1.25rem}
h1{margin:0;font-size:1.25rem;line-height:1.75rem}
.sentence{margin:.25rem 0 2rem;font-size:1.125rem;color:var(--ink-soft)}
ul{margin:0 0 1.5rem;padding:0;list-style:none;border-top:1px solid var(--line)}
li{display:grid;grid-template-columns:minmax(0,1fr) 7rem minmax(0,1fr);gap:.25rem 1rem;align-items:baseline;padding:.75rem 0;border-bottom:1px solid var(--line)}
@media (max-width:40rem){li{grid-template-columns:minmax(0,1fr) auto}li .since{grid-column:1/-1}}
.name,.state{font-weight:600}
.state{display:inline-flex;gap:.4rem;align-items:baseline}
svg{flex:none;align-self:center;width:1.1em;height:1.1em;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.good{color:var(--good)}.warning{color:var(--warning)}.bad{color:var(--bad)}.unknown{color:var(--unknown)}
.since{font-size:.875rem;color:var(--ink-faint)}
.is-old .state,.is-old .sentence{color:var(--ink-faint)}.old{font-weight:600}
`.replaceAll('\n', '');

/**
 * The words of a time follow the reader's zone. A failed look leaves what was shown, and says that it is old: a console that is gone must
 * not show its last word for ever.
 */
const script = `
const local = () => document.querySelectorAll('time').forEach((each) => { each.textContent = new Date(each.dateTime).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }); });
local();
const look = async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  const main = document.querySelector('main');
  if (!answer || !answer.ok) {
    main.classList.add('is-old');
    main.querySelector('.old').textContent = 'This page can no longer be brought up to date: what it shows was so then, and need not be so now.';
    return;
  }
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  main.replaceWith(next.querySelector('main'));
  local();
};
setInterval(look, 60000);
document.addEventListener('visibilitychange', look);
`;
