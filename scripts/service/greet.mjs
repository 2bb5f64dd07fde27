import { spawnSync } from 'node:child_process';
import http from 'node:http';

/** Asks a console who is signed in: an object with `isSetUp`, or null when no console answers there. */
export function isConsole(listens, origin) {
  return new Promise((resolve) => {
    const request = http.get(`${listens.replace('//0.0.0.0', '//127.0.0.1').replace('//[::]', '//[::1]')}/api/v1/session.me`, { headers: { host: new URL(origin).host }, timeout: 1500 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text)).on('end', () => {
        try {
          const me = JSON.parse(body);
          resolve(typeof me.isSetUp === 'boolean' ? me : null);
        } catch {
          resolve(null);
        }
      });
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(null));
  });
}

/** Waits until the service answers: what it says of itself, or null after a minute, or as soon as it ended by itself. */
export async function waitForAnswer({ listens, origin }) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const me = await isConsole(listens, origin);
    if (me) return me;
    if (['auto-restart', 'failed', 'dead'].includes(property('SubState'))) return null;
  }
  return null;
}

const property = (name) => spawnSync('systemctl', ['show', `--property=${name}`, '--value', 'groundcrew.service'], { encoding: 'utf8' }).stdout?.trim() ?? '';

/** What this start of the service has said, or, of one that systemd could not even start, what systemd says of it. */
export function journal() {
  const ask = (...which) => spawnSync('journalctl', ['--no-pager', '--output=cat', '--lines=20', ...which], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const id = property('InvocationID');
  return (id && ask(`_SYSTEMD_INVOCATION_ID=${id}`)) || ask('--unit=groundcrew.service');
}

/** The set-up token that a console without an admin prints when it starts; null when it did not. */
export const tokenIn = (text) => [...text.matchAll(/Set-up token: (\S+)/g)].at(-1)?.[1] ?? null;
