import { describe, expect, test } from 'vitest';
import { isGroundcrewError } from '@/lib/core/errors';
import { parseEnvironment } from '@/lib/services/environment';

const refusal = (source: Record<string, string>): string => {
  try {
    parseEnvironment(source);
  } catch (error) {
    return isGroundcrewError(error) ? `${error.message} ${error.remedy}` : `not ours: ${String(error)}`;
  }
  return 'accepted';
};

test('nothing set: the loopback, port 3000, ./data', () => {
  expect(parseEnvironment({ HOME: '/root', PATH: '' })).toMatchObject({ host: '127.0.0.1', port: 3000, origin: 'http://127.0.0.1:3000', secure: false, dataDirectory: `${process.cwd()}/data` });
});

test('an empty value is as good as none', () => {
  expect(parseEnvironment({ PORT: '', HOST: '' }).port).toBe(3000);
});

describe('a bad value is fatal and named', () => {
  test.each([
    [{ PORT: 'abc' }, 'PORT'], [{ PORT: '0' }, 'PORT'], [{ PORT: '70000' }, 'PORT'], [{ PORT: '3000.5' }, 'PORT'], [{ HOST: 'a b' }, 'HOST'], [{ PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://x.example/sub' }, 'PUBLIC_URL'], [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'], [{ NODE_ENV: 'prod' }, 'NODE_ENV'], [{ GROUNDCREW_ALLOW_INSECURE_HOST: 'yes' }, 'GROUNDCREW_ALLOW_INSECURE_HOST'],
    [{ TRUSTED_PROXIES: 'proxy.example' }, 'TRUSTED_PROXIES'], [{ TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/33' }, 'TRUSTED_PROXIES'], [{ TRUSTED_PROXIES: '0.0.0.0/0' }, 'TRUSTED_PROXIES'], [{ TRUSTED_PROXIES: '127.0.0.1 10.0.0.1' }, 'TRUSTED_PROXIES'],
    [{ GROUNDCREW_PORT: '3000' }, 'GROUNDCREW_PORT'], [{ GROUNDCREW_ALLOW_INSECURE_HOTS: '1' }, 'GROUNDCREW_ALLOW_INSECURE_HOTS'],
  ])('%o', (source, name) => {
    const said = refusal(source);
    expect(said).toContain(name);
    expect(said).not.toMatch(/accepted|not ours/);
  });
});

test('no proxy is trusted unless it is named', () => {
  expect(parseEnvironment({}).trustedProxies).toEqual([]);
  expect(parseEnvironment({ TRUSTED_PROXIES: ' 127.0.0.1, ::1 ,10.0.0.0/24,' }).trustedProxies).toEqual(['127.0.0.1', '::1', '10.0.0.0/24']);
});

describe('HOST beyond the loopback', () => {
  test.each(['0.0.0.0', '::', '192.0.2.7', 'console.example', '127.0.0.1.evil.example'])('%s refuses without https', (HOST) => {
    expect(refusal({ HOST })).toContain('ssh -L');
    expect(refusal({ HOST, PUBLIC_URL: 'http://console.example' })).toContain('ssh -L');
    expect(parseEnvironment({ HOST, PUBLIC_URL: 'https://console.example' })).toMatchObject({ origin: 'https://console.example', secure: true });
    expect(parseEnvironment({ HOST, GROUNDCREW_ALLOW_INSECURE_HOST: '1' }).host).toBe(HOST);
  });

  test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%s is the loopback', (HOST) => {
    expect(parseEnvironment({ HOST }).host).toBe(HOST);
  });
});
