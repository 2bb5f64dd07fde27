import { createHash } from 'node:crypto';
import { ask } from '@/lib/shell/command';
import { noSuchProgram, whole } from './answer';
import { Unreadable, type ServerFact } from './fact';

export interface SshHostKey {
  readonly algorithm: string;
  /** As "ssh-keygen -lf" prints it: "SHA256:…". */
  readonly sha256: string;
  /** The line of the key without a name, as a known_hosts file wants it: "ssh-ed25519 AAAA…". */
  readonly line: string;
}

/** The strongest first. */
const kinds = ['ssh-ed25519', 'ecdsa-sha2-nistp521', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp256', 'ssh-rsa'];

/** The host keys that an SSH server shows to this server, the strongest first; nothing is sent to it (ssh-keyscan). Empty: it showed none. */
export function sshHostKeys(host: string, port: number): ServerFact<readonly SshHostKey[]> {
  return {
    from: 'server',
    id: `ssh-host-keys:${host}:${port}`,
    command: ask(['ssh-keyscan', '-T', '10', '-p', String(port), '--', host], { why: 'Which host keys it shows; nothing is sent to it' }),
    timeout: 60_000,
    parse(answer) {
      if (noSuchProgram(whole(answer, 'its host keys'))) throw new Unreadable('The server has no ssh-keyscan. Install it with "apt-get install openssh-client", then try again.');
      const found = answer.stdout.split('\n').flatMap((line) => {
        const [, algorithm = '', body = ''] = /^[^\s#]\S* (\S{1,40}) ([A-Za-z0-9+/]{40,4000}={0,2})$/.exec(line.trimEnd()) ?? [];
        const blob = Buffer.from(body, 'base64');
        // The kind stands once more in the key itself.
        if (!kinds.includes(algorithm) || blob.length < 4 || blob.toString('latin1', 4, 4 + blob.readUInt32BE(0)) !== algorithm) return [];
        return [{ algorithm, sha256: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`, line: `${algorithm} ${body}` }];
      });
      return found.sort((one, other) => kinds.indexOf(one.algorithm) - kinds.indexOf(other.algorithm)).slice(0, kinds.length);
    },
  };
}
