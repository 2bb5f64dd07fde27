import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esDowngrade: FailureRule = {
  id: 'ES-DOWNGRADE',
  title: "Elasticsearch's version does not fit its data",
  severity: 'critical',
  cause: 'The data were written by a newer Elasticsearch, or by one that is more than one major version older.',
  remedy: 'Put the earlier image back. Never go back to an older version on the same data: restore a snapshot into it. Forward, go through the release in between.',
  where: ['elasticsearch'],
  signs: [
    { line: ['is not compatible with elasticsearch'] },
    { line: [['cannot downgrade a node from version', 'cannot upgrade a node from version', 'perhaps it has already been upgraded to a later version', 'holds metadata for indices with version']] },
    { line: [['created with version', 'created in version', 'created by version'], ['minimum compatible', 'compatible', 're-indexed', 'reindex', 'not supported']] },
    { line: [['should be re-indexed in elasticsearch', 'should be reindexed in elasticsearch', 'indexformattooold', 'indexformattoonew']] },
    { line: ['cannot be opened', 'older version'], in: ['elasticsearch'] },
    { line: [['format version is not supported', 'could not load codec', 'lucene-backward-codecs', 'an spi class of type org.apache.lucene.codecs', 'index_format_too_old', 'index_format_too_new', 'needs to be between']], without: ['translog'] },
    { line: [['index', 'indices', 'node', 'data', 'metadata', 'cluster state'], ['incompatible with the current version', 'incompatible with this version', 'incompatible version', 'unsupported version', 'not compatible with version', 'newer version', 'later version', 'too old', 'was upgraded to', 'first upgrade to', 'upgrade to version', 'downgrad']], without: ['geoip', 'license', 'plugin', 'template', 'deprecat', 'ilm'], in: ['elasticsearch'], guess: true },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/273', 'https://github.com/clearml/clearml-server/issues/57'],
};
