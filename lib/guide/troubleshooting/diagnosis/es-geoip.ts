import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esGeoip: FailureRule = {
  id: 'ES-GEOIP',
  title: "Elasticsearch can't download its map of addresses",
  severity: 'info',
  cause: 'Elasticsearch tries to download databases of IP addresses, and the server has no way to the internet. ClearML does not use them.',
  remedy: 'Nothing needs to be done; "ingest.geoip.downloader.enabled=false" silences it.',
  where: ['elasticsearch'],
  signs: [{ line: [['geoip', 'geolite2'], ['exception', 'failed', 'unable', 'unknownhost', 'timed out', 'error', 'could not', "can't", 'refused']] }],
  guess: true,
  source: ['general knowledge'],
};
