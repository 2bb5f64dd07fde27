import { secret } from '@/lib/core/secret';
import { connect } from '@/lib/ssh/connect';
import type { SshProfile } from '@/lib/ssh/profile';
import type { Credentials, ServerRecord } from '@/lib/store/repositories/servers';
import type { Connect } from './workers/connections';

/** Connects by lib/ssh. @param agentSocket of the console's own SSH agent */
export function connectBySsh(agentSocket: string | null): Connect {
  return (server, credentials) => connect(sshProfile(server, credentials, agentSocket));
}

/** What lib/ssh needs to reach a server. A credential that is missing is an empty one: the server then refuses it. */
export function sshProfile(server: Pick<ServerRecord, 'address' | 'port' | 'login' | 'auth' | 'sudo' | 'hostKey'>, credentials: Credentials, agentSocket: string | null): SshProfile {
  const password = credentials.password ?? secret('');
  const sudoPassword = server.sudo === 'same' ? password : (credentials.sudoPassword ?? secret(''));
  return {
    address: server.address,
    port: server.port,
    login: server.login,
    auth:
      server.auth === 'password' ? { kind: 'password', password }
      : server.auth === 'key' ? { kind: 'key', privateKey: credentials.privateKey ?? secret(''), passphrase: credentials.passphrase }
      : { kind: 'agent', socket: agentSocket },
    sudo: server.sudo === 'none' ? { kind: 'none' } : { kind: 'password', password: sudoPassword },
    pinnedHostKey: server.hostKey,
  };
}
