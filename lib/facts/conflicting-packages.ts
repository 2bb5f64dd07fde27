import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * Which of the packages are installed that Docker's page "Install Docker Engine on Ubuntu" has uninstalled first:
 * Ubuntu's own Docker and what comes with it. And docker-cli, into which Debian 13 puts Docker's client: it declares
 * that it conflicts with docker-ce-cli.
 */
export const conflictingPackages: ServerFact<readonly InstalledPackage[]> = {
  from: 'server',
  id: 'conflicting-packages',
  command: reading('conflicting-packages', [], 'login', "Which packages are installed that Docker's own replace"),
  parse(answer) {
    const lines = printed(answer, 'its packages').split('\n').filter((line) => line !== '');
    return lines.map((line) => {
      const [, name, version] = /^([a-z0-9][a-z0-9+.-]{1,60}) ([A-Za-z0-9.+:~-]{1,100})$/.exec(line) ?? [];
      if (name === undefined || version === undefined) throw new Unreadable("The server's answer about its packages can't be read.");
      return { name, version };
    });
  },
};
