import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Systemd {
  /** The version's number, such as 249; `undefined` when another init runs. */
  readonly version: number | undefined;
  /** Such as `running`, `degraded`, `starting`. */
  readonly state: string;
}

/** Whether systemd is the init, and its state (systemctl(1), is-system-running). */
export const systemd: ServerFact<Systemd> = {
  from: 'server',
  id: 'systemd',
  command: reading('systemd', [], 'login', 'Whether systemd runs this machine'),
  parse(answer) {
    const [init, version = '', state = ''] = printed(answer, 'its init system').trim().split('\n');
    if (init === undefined || init === '') throw new Unreadable('The server does not tell its init system.');
    const number = /^systemd (\d{2,4})\b/.exec(version)?.[1];
    return { version: init === 'systemd' && number !== undefined ? Number(number) : undefined, state: state.trim().slice(0, 30) };
  },
};
