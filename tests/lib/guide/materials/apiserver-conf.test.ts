import { parse } from '@pushcorn/hocon-parser';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LayoutId } from '@/lib/contract/materials';
import { isSecret, secret } from '@/lib/core/secret';
import { apiserverConf } from '@/lib/guide/apiserver-conf-file';
import { readFixedUsers, writeApiserverConf } from '@/lib/guide/materials/apiserver-conf';
import { fixedUserNameProblem, settingsProblems, supportPasswordProblem } from '@/lib/guide/materials/inputs-problems';
import { analyseMaterials } from '@/lib/guide/materials/analyse';
import { settings } from '@/lib/contract/settings';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000 });

const write = (password: string, username = 'support') => writeApiserverConf({ username, password: secret(password), name: 'Support "User"', canBeAdmin: true });
const users = async (text: string) => ((await parse({ text })) as { auth: { fixed_users: { enabled: boolean; users: unknown[] } } }).auth.fixed_users;

describe('writeApiserverConf', () => {
  it('gives back every printable ASCII character', async () => {
    const all = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
    for (const password of [...all, all.slice(0, 60), all.slice(60), '${x}', '\\n', '"', '\\"', '//x', '#x', '"""', 'a"b\\']) {
      expect(await users(write(password).reveal())).toEqual({ enabled: true, users: [{ username: 'support', password, admin: true, name: 'Support "User"' }] });
    }
  });

  it('leaves out what the open-source server does not know', async () => {
    const written = (layout: LayoutId) => {
      const { content } = apiserverConf(inputsOf({ layout }));
      return isSecret(content) ? content.reveal() : content;
    };
    const open = writeApiserverConf({ username: 'support', password: secret('x'), name: 'n', canBeAdmin: false });
    expect((await users(open.reveal())).users).toEqual([{ username: 'support', password: 'x', name: 'n' }]);
    expect(written('oss')).not.toContain('admin');
    expect(written('guide')).toContain('admin: true');
  });

  it('reads back its own users, whatever they are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), fc.string({ unit: 'grapheme-ascii' }), (username, password) => {
        expect(readFixedUsers(write(password, username).reveal())).toEqual([username]);
      }),
    );
  });
});

describe('readFixedUsers', () => {
  it.each([
    ['nothing', '', []],
    ['another setting', 'auth { cookies { secure: true } }', []],
    ['the guide\'s file', 'auth {\n  fixed_users {\n    enabled: true,\n    users: [\n      {username: "support", password: "x", admin: true, name: "n"},\n    ]\n  } \n}\n', ['support']],
    ['dotted keys, comments, bare words', '# c\nauth.fixed_users { enabled = true // c\n users = [ { username: jane\n password: x }, {username = "joe"} ] }', ['jane', 'joe']],
    ['objects in two places', 'auth { fixed_users { users: [{username: a}] } }\nauth { fixed_users { enabled: false } }', ['a']],
    ['JSON', '{"auth": {"fixed_users": {"users": [{"username": "a\\u0062"}]}}}', ['ab']],
    ['an include', 'include "/etc/passwd"\n', null],
    ['an include of a URL', 'auth { include url("http://169.254.169.254/") }', null],
    ['a substitution', 'auth.fixed_users.users = ${other}', null],
    ['a concatenation', 'auth.fixed_users.users = [{username: a}] [{username: b}]', null],
    ['no list', 'auth.fixed_users.users = 5', null],
    ['a user without a name', 'auth.fixed_users.users = [{password: x}]', null],
    ['an open brace', 'auth { fixed_users {', null],
    ['prototype keys', '__proto__ { fixed_users { users: [{username: a}] } }', []],
    ['deep nesting', '['.repeat(100_000), null],
    ['deep keys', 'a{'.repeat(100_000), null],
    ['a million quotes', 'a: "'.repeat(200_000), null],
  ])('%s', (_, text, wanted) => {
    expect(readFixedUsers(text)).toEqual(wanted);
  });
});

describe('what must be there before the plan', () => {
  it.each([['', 'Enter'], ['pässword', 'ASCII'], ['x'.repeat(73), '72'], [' x', 'blank'], ['a\tb', 'ASCII']])('refuses the password %j', (password, word) => {
    expect(supportPasswordProblem(password)).toContain(word);
  });
  it('accepts the rest, and names without a colon', () => {
    expect(supportPasswordProblem('x'.repeat(72))).toBeNull();
    expect(supportPasswordProblem('a "b" \\ $c: #d')).toBeNull();
    expect(fixedUserNameProblem('a:b')).toContain('":"');
    expect(fixedUserNameProblem('support')).toBeNull();
  });

  it('names each missing field', () => {
    const none = analyseMaterials({}, 'guide');
    const given = (more: object) => settings.parse({ access: { kind: 'http', address: '192.0.2.7' }, registryUser: 'u', supportPassword: { isSet: true }, registryPassword: { isSet: true }, ...more });
    expect(Object.keys(settingsProblems(null, none))).toEqual(['access']);
    expect(settingsProblems(given({}), none)).toEqual({});
    expect(Object.keys(settingsProblems(given({ registryUser: '', supportPassword: { isSet: false }, registryPassword: { isSet: false } }), none))).toEqual(['supportPassword', 'registryUser', 'registryPassword']);
    expect(settingsProblems(given({ registryUser: '', registryPassword: { isSet: false }, registryHost: 'r.example.com' }), none)).toEqual({});
    expect(Object.keys(settingsProblems(given({ access: { kind: 'tls', app: 'a.example.com', api: 'a.example.com', files: 'a.example.com' } }), none))).toEqual(['access.api', 'access.files']);
    expect(settingsProblems(given({ privateCa: '-----BEGIN CERTIFICATE-----\nAAAA\n' }), none).privateCa).toContain('cut off');
  });
});
