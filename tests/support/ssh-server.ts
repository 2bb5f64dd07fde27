import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';
import type { Algorithms, AuthContext, Connection, ServerChannel, SFTPWrapper } from 'ssh2';

interface Behaviour {
  /** A PEM or OpenSSH private key; a new Ed25519 one unless given. */
  hostKey?: string;
  /** Judges a login; refuses all but the right password unless given. */
  login?: (context: AuthContext) => void;
  algorithms?: Algorithms;
  /** What a shell does with its channel. */
  shell?: (channel: ServerChannel) => void;
  /** What SFTP does; it is refused unless given. */
  sftp?: (sftp: SFTPWrapper) => void;
}

/** An SSH server in this process that misbehaves as it is told. It keeps every login that was tried. */
export class SshServer {
  readonly tried: { method: string; password?: string }[] = [];
  readonly connections = new Set<Connection>();

  private constructor(private readonly server: ssh2.Server, readonly port: number) {}

  static readonly password = 'right password';

  /** An OpenSSH private key, encrypted where `options` say so. */
  static newKey(options: { passphrase: string; cipher: string; rounds: number } | Record<string, never> = {}): string {
    // Some of the Ed25519 keys that ssh2 1.17 makes (a few in a thousand) it can't read again itself.
    for (;;) {
      const { private: key } = ssh2.utils.generateKeyPairSync('ed25519', options);
      if (!(ssh2.utils.parseKey(key, options.passphrase) instanceof Error)) return key;
    }
  }

  static async start({ hostKey, login, algorithms, shell, sftp }: Behaviour = {}): Promise<SshServer> {
    const server = new ssh2.Server({ hostKeys: [hostKey ?? SshServer.newKey()], ...(algorithms ? { algorithms } : {}) });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const own = new SshServer(server, (server.address() as AddressInfo).port);
    server.on('connection', (connection) => {
      own.connections.add(connection);
      connection.on('error', () => undefined).on('close', () => own.connections.delete(connection));
      connection.on('authentication', (context) => {
        own.tried.push({ method: context.method, ...(context.method === 'password' ? { password: context.password } : {}) });
        if (login) return login(context);
        if (context.method === 'password' && context.password === SshServer.password) context.accept();
        else context.reject(['password']);
      });
      connection.on('session', (accept) => {
        const session = accept().on('exec', (acceptExec) => shell?.(acceptExec()));
        if (sftp) session.on('sftp', (acceptSftp) => sftp(acceptSftp()));
      });
    });
    return own;
  }

  async stop(): Promise<void> {
    for (const connection of this.connections) connection.end();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
