import { existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { installation, preflight, verification } from '@/lib/guide';
import { ask, install, sudo } from '@/lib/shell/command';
import type { Command } from '@/lib/shell/command';
import type { Fact } from '@/lib/facts/fact';
import { attacksOn, hostileWord } from '../../support/attacks';
import { whyNoMountNamespace } from '../../support/mount-namespace';
import { ShellServer } from '../../support/shell-server';
import { inputsOf, type CaseSettings } from '../guide/inputs';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 }); // a busy machine is slow

/** What differs where a line ends, or where a test folder is the place, is not what is tested here. */
const isFileName = (text: string) => text !== '' && !/[/\n]/.test(text) && Buffer.byteLength(text) < 200;

describe.skipIf(whyNoMountNamespace !== null)('T-SH-1: every operation of a Host, in a real shell behind a real connection', () => {
  let server: ShellServer;
  let canary = '';
  const word = fc.nat().chain(() => hostileWord(canary)); // the folder is known only when the test runs
  const unharmed = () => expect(existsSync(canary)).toBe(false);
  const runAll = async (commands: Command[]) => {
    const id = newId();
    await server.host.start({ id, commands });
    const chunks: Buffer[] = [];
    const { exitCode } = await server.host.follow(id, 0, (chunk) => void chunks.push(Buffer.from(chunk)));
    return { exitCode, log: Buffer.concat(chunks).toString('utf8') };
  };

  beforeAll(async () => {
    server = await ShellServer.start();
    canary = path.join(server.folder, 'canary');
  });
  afterAll(() => server?.stop());

  it('asks: words, a folder, variables and standard input arrive byte by byte', async () => {
    await fc.assert(fc.asyncProperty(word, word, word, async (one, two, three) => {
      const [words, variable, text, hidden] = await server.host.ask([ask(['printf', '%s\\0', one, two, three]), sudo(['printenv', 'A'], { env: { A: one } }), sudo(['cat'], { stdin: two }), sudo(['cat'], { stdin: secret(three) })]);
      expect(words?.stdout).toBe(`${one}\0${two}\0${three}\0`);
      expect([variable?.stdout, text?.stdout, hidden?.stdout]).toEqual([`${one}\n`, two, three]);
      unharmed();
    }), { numRuns: 15 });
  });

  it('starts, follows: an attempt gets words, secrets and files byte by byte', async () => {
    await fc.assert(fc.asyncProperty(word, word, word, async (one, two, three) => {
      const target = `/opt/${isFileName(one) ? one : 'file'}`;
      const { exitCode, log } = await runAll([sudo(['sh', '-c', 'for word; do printf "%s\\0" "$word"; done >/opt/words', 'sh', one, two, three]), install(target, two, { owner: 'root:root' }), install('/opt/secret', secret(three))]);
      expect(exitCode, log).toBe(0);
      const [words, file, hidden] = await server.host.ask([ask(['cat', '/opt/words']), ask(['cat', '--', target]), ask(['cat', '/opt/secret'])]);
      expect([words?.stdout, file?.stdout, hidden?.stdout]).toEqual([`${one}\0${two}\0${three}\0`, two, three]);
      unharmed();
    }), { numRuns: 12 });
  });

  it('locks, shows, unlocks, breaks, clears', async () => {
    await fc.assert(fc.asyncProperty(word, word, async (one, two) => {
      const lock = { console: one, run: newId(), actor: two, why: one, since: two };
      expect(await server.host.lock(lock)).toEqual({ taken: true });
      expect(await server.host.lockHolder()).toEqual(lock);
      await server.host.unlock(`${one}x`);
      expect(await server.host.lock({ ...lock, run: `${two}y` })).toEqual({ taken: false, holder: lock });
      await server.host.clear(`${one}x`).catch((error: unknown) => expect(error).toMatchObject({ reason: 'lock.held' }));
      await server.host.breakLock(lock.run);
      expect(await server.host.lockHolder()).toBeNull();
      unharmed();
    }), { numRuns: 5 });
  });

  it('takes no id that is none of ours', async () => {
    for (const attack of attacksOn(canary)) {
      const { host } = server;
      for (const act of [() => host.start({ id: attack, commands: [] }), () => host.status(attack), () => host.follow(attack, 0, () => undefined), () => host.cancel(attack), () => host.withdraw(attack)]) await expect(act()).rejects.toThrow();
    }
    unharmed();
  });

  it('puts each question of the guide, whatever stands in one of the settings', async () => {
    const attacks = attacksOn(canary).slice(6, 12);
    const asked = new Map<string, Command>();
    for (const attack of attacks) for (const settings of settingsWith(attack)) for (const entry of [...preflight, ...installation, ...verification]) {
      let needs: Readonly<Record<string, Fact<unknown>>> = {};
      try {
        needs = entry.needs(inputsOf(settings)) as typeof needs;
      } catch { /* what no schema lets through may be refused here, too: then nothing is asked */ }
      for (const fact of Object.values(needs)) if (fact.from === 'server') asked.set(JSON.stringify([fact.command, isHidden(fact.command) ? attack : '']), fact.command);
    }
    const carrying = [...asked.keys()].filter((text) => text.includes('canary'));
    expect(carrying.length).toBeGreaterThan(30);
    await server.host.ask([...asked.values()], { timeout: 5000 });
    unharmed();
  });
});

const isHidden = (command: Command) => 'stdin' in command && command.stdin !== undefined;

/** Settings of which one holds the text. */
function settingsWith(text: string): CaseSettings[] {
  const tls = { kind: 'tls' as const, app: 'app.example.com', api: 'api.example.com', files: 'files.example.com' };
  return [
    { access: { kind: 'http', address: text } }, { access: { ...tls, app: text } }, { access: { ...tls, api: text } }, { access: { ...tls, files: text } },
    { registryUser: text }, { registryHost: text }, { helloWorldImage: text }, { aptRepository: text }, { aptRepository: `https://${text}` }, { aptKeyFingerprint: text }, { aptProxy: text }, { dockerHttpProxy: text }, { dockerHttpsProxy: text },
    { dockerNoProxy: text }, { privateCa: text }, { images: [text, `-x${text}`] }, { supportPassword: text }, { registryPassword: text }, { files: { compose: text } }, { files: { override: text } }, { files: { constants: text } },
  ];
}
