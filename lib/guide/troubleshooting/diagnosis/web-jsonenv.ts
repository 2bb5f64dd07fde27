import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const webJsonenv: FailureRule = {
  id: 'WEB-JSONENV',
  title: 'A WEBSERVER__ variable is no valid JSON',
  severity: 'critical',
  cause: 'The web server reads the value of each WEBSERVER__ variable as JSON at its start, and ends with status 2 where it is none: plain text needs quotes of its own.',
  remedy: 'Write text as JSON, such as WEBSERVER__loginNotice=\'"text"\', in the override, and recreate the web server.',
  where: ['webserver'],
  signs: [
    { line: ['error parsing', 'json value'] },
    { line: ['webserver_', ['json', 'expecting value', 'jsondecodeerror', 'error parsing']], without: ['updating configuration'] },
    { line: ['update_from_env', ['error', 'exception', 'exited']] },
    { line: [['jsondecodeerror', 'expecting value: line 1']], in: ['webserver'] },
    { line: [['invalid json', 'not valid json', 'malformed json', 'json.decoder', 'expecting value', 'expecting property name', 'extra data: line', 'unterminated string', 'unexpected token', 'expecting delimiter', 'expecting ,', 'jq: error', 'jq: parse error', 'parse error'], ['json', 'line', 'char', 'column', 'webserver', 'env', 'jq']], in: ['webserver'] },
    { line: ['webserver__', ['invalid', 'failed', 'error', 'cannot', 'could not', 'unable']], without: ['updating configuration'] },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/271', 'https://github.com/clearml/clearml-server/blob/master/docker/build/internal_files/update_from_env.py'],
};
