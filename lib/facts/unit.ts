import { ask } from '@/lib/shell/command';
import { printed } from './answer';
import type { ServerFact } from './fact';

export interface Unit {
  /** Such as `enabled`, `disabled`, `static`; `undefined` when there is no such unit. */
  readonly enabled: string | undefined;
  /** Such as `active`, `inactive`, `failed`. */
  readonly active: string;
  readonly needsReload: boolean;
}

/** The state of a systemd unit (systemctl(1), show). */
export function unit(name: string): ServerFact<Unit> {
  return {
    from: 'server',
    id: `unit:${name}`,
    command: ask(['systemctl', 'show', '--no-pager', '--property=UnitFileState,ActiveState,NeedDaemonReload,LoadState', '--', name], { why: `Whether ${name} is enabled` }),
    parse(answer) {
      const text = printed(answer, `the unit ${name}`);
      const value = (key: string) => new RegExp(`^${key}=(.{0,40})$`, 'm').exec(text)?.[1] ?? '';
      return { enabled: value('LoadState') === 'not-found' || value('UnitFileState') === '' ? undefined : value('UnitFileState'), active: value('ActiveState'), needsReload: value('NeedDaemonReload') === 'yes' };
    },
  };
}
