import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiConfParse: FailureRule = {
  id: 'API-CONF-PARSE',
  title: 'A configuration file of ClearML is not valid',
  severity: 'critical',
  cause: 'A file in config/ or the value of a CLEARML__ variable is no valid HOCON: a missing brace, or special characters without quotes. The values of variables are parsed, too.',
  remedy: 'Mend the file at the line that the message names, write text in double quotes as in JSON, and restart the service.',
  where: ['apiserver', 'fileserver'],
  signs: [
    { line: ['failed parsing', ['.conf', 'parsesyntaxexception', 'parseexception', 'at char', 'hocon']] },
    { line: [['parsesyntaxexception', 'parsefatalexception', 'recursivegrammarexception', 'configurationerror: failed', 'configsubstitutionexception', 'configwrongtypeexception', 'configmissingexception']] },
    { line: ['parseexception', ['expected', 'found', 'at char', 'pyparsing']] },
    { line: ['at char', 'line:', 'col:'] },
    { line: ['pyhocon', ['exception:', 'error:', 'exceptions.']] },
    { line: [['failed loading', 'failed to load', 'error loading', 'failed reading'], ['apiserver.conf', 'fileserver.conf', 'services.conf', 'secure.conf', 'hosts.conf', 'logging.conf', '/config/']] },
    { line: ['hocon', ['error', 'invalid', 'exception', 'failed']] },
    { line: [['failed', 'error', 'invalid', 'could not', 'cannot', 'unable', 'malformed', 'syntax'], ['configuration file', 'config file', 'configuration folder', '/opt/clearml/config', '/opt/allegro/config', 'configuration from', 'basicconfig', 'configfactory', 'configtree', 'conf file']], without: ['permission', 'logging configuration', 'no such file'], in: ['apiserver', 'fileserver', 'async-delete', 'task-cleaner'], guess: true },
    { line: [['parsebaseexception', 'expected }', 'expected end of text', 'pyparsing.exceptions', 'configexception', 'invalid hocon', 'not valid hocon', 'unbalanced braces', 'unclosed brace'], ['line', 'found', 'char', 'conf', 'exception:']] },
    { line: ['clearml__', ['failed', 'error', 'invalid', 'cannot', 'could not', 'expected', 'unable to parse']], without: ['retry'] },
    { line: ['cannot resolve variable', ['conf', 'line:']] },
  ],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/config/basic.py', 'guide: installing-the-server/4'],
};
