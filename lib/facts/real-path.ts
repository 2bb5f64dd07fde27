import { sudo } from '@/lib/shell/command';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';

const what = 'where that path leads';

/** Where `path` really leads, every link followed; what of it is not there yet stands for itself (readlink(1), -m). As hostile as what a stranger types. */
export function realPath(path: string): ServerFact<string> {
  return {
    from: 'server',
    id: `real-path:${path}`,
    command: sudo(['readlink', '-m', '--', path], { effect: 'reads', why: 'Where links lead' }),
    parse(answer) {
      const real = printed(answer, what).replace(/\n$/, '');
      if (!real.startsWith('/') || /[\n\0]/.test(real)) throw new Unreadable(`The server's answer about ${what} is no path.`);
      return real;
    },
  };
}
