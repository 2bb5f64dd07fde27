import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Issued {
  readonly cert: string;
  readonly key: string;
}

/** Of the machine: OpenSSL 3, as in Ubuntu and Debian. */
const openssl = 'openssl';

/** An authority of the tests, with one between it and its certificates, made by the real openssl. */
export class Authority {
  readonly #directory = mkdtempSync(join(tmpdir(), 'groundcrew-ca-'));
  #serial = 4096;
  readonly root: string;
  readonly between: string;

  constructor() {
    this.#openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '3650', '-subj', '/O=Test/CN=Test root', '-keyout', 'root.key', '-out', 'root.pem');
    this.root = this.#read('root.pem');
    this.between = this.#sign('between', 'root', 'basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign', ['-days', '3000'], '/O=Test/CN=Test between').cert;
  }

  /** A certificate for `names`, valid for `days` from now; with negative ones it has ended that many days ago. */
  issue(names: readonly string[], days: number): Issued {
    const at = (milliseconds: number) => new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
    const day = 86_400_000;
    const until = Date.now() + days * day;
    return this.#sign(`leaf${names[0] ?? ''}${days}`, 'between', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`, ['-startdate', at(Math.min(Date.now(), until) - 30 * day), '-enddate', at(until)], `/CN=${names[0] ?? ''}`);
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }

  #sign(name: string, by: string, extensions: string, validity: readonly string[], subject: string): Issued {
    const write = (file: string, text: string) => writeFileSync(join(this.#directory, file), text);
    write('extensions', extensions);
    write('index', '');
    write('serial', (this.#serial += 1).toString(16));
    write('ca.cnf', '[ca]\ndefault_ca=it\n[it]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any\n[any]\norganizationName=optional\ncommonName=optional\n');
    this.#openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    this.#openssl('ca', '-batch', '-config', 'ca.cnf', '-cert', `${by}.pem`, '-keyfile', `${by}.key`, '-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', 'extensions', '-notext', ...validity);
    return { cert: this.#read(`${name}.pem`), key: this.#read(`${name}.key`) };
  }

  #openssl(...words: string[]): void {
    execFileSync(openssl, words, { cwd: this.#directory, stdio: 'pipe' });
  }

  #read(name: string): string {
    return readFileSync(join(this.#directory, name), 'utf8');
  }
}
