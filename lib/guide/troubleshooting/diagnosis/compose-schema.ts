import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const composeSchema: FailureRule = {
  id: 'COMPOSE-SCHEMA',
  title: 'Compose does not understand a file',
  severity: 'error',
  cause: 'A compose file has a mistake, the override names a service outside of "services:", or Compose is too old for the file.',
  remedy: 'Correct the place that the message names; "docker compose config" says whether all is right. Services of docker-compose.override.yml stand below "services:". Use Compose 2.',
  where: ['compose'],
  signs: [
    { line: ['additional propert', 'not allowed'] },
    { line: ['unsupported config option'] },
    { line: ['does not match any of the regexes'] },
    { line: [['.yml', '.yaml', 'compose file'], ['is invalid because', 'is unsupported', 'is invalid:']] },
    { line: ['yaml:', /yaml: (?:unmarshal errors|line \d|while |did not|mapping|found |control char|invalid|could not|construct)/] },
    { line: [['yaml.scanner.', 'yaml.parser.', 'mapping values are not allowed', 'while parsing a block mapping', 'while scanning for the next token', 'while scanning a simple key', 'cannot start any token']] },
    { line: [['undefined volume', 'undefined network', 'undefined service', 'top-level object must be a mapping', 'must be a mapping', 'must be a list', 'must be a string', 'contains an invalid type', 'invalid interpolation format', 'has neither an image nor a build context', "doesn't have any configuration options", 'invalid compose project', 'must map to a dictionary', 'top level object in', 'invalid top-level property', 'already defined at line']] },
    { line: ['must be a', /services\.[\w.-]{1,80} must be an? /] },
    { line: ['cannot unmarshal', ['yaml', 'into go']] },
    { line: ['validating', ['.yml:', '.yaml:']] },
    { line: [['invalid volume specification', 'invalid spec:', 'depends on undefined', 'refers to undefined', 'non-string key', 'empty compose file', 'already defined', 'duplicate key', 'found character that cannot', 'did not find expected', 'could not find expected', 'unexpected type', 'it should be an array', 'it should be an object', 'it should be a string', 'expected a mapping', 'invalid type', 'unknown escape', 'invalid hostport', 'invalid containerport', 'invalid ip address', 'is not of type', 'is not a valid service name', 'dependency cycle', 'circular dependency', 'no service selected']], in: ['compose'] },
    { line: [['.yml', '.yaml', 'compose file', 'compose config'], ['syntax error', 'validation error', 'parse error', 'parsing', 'malformed', 'not valid', 'failed to parse', 'failed to load', 'cannot parse', 'could not parse', 'bad indentation', 'incorrect']], without: ['elastic', 'kubectl'], in: ['compose', 'docker'] },
  ],
  guess: true,
  source: ['guide: prerequisites/9', 'https://github.com/docker/compose/issues/3209'],
};
