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
  ],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/config/basic.py', 'guide: installing-the-server/4'],
};
