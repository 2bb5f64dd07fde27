import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const agTls: FailureRule = {
  id: 'AG-TLS',
  title: 'A container does not trust a certificate',
  severity: 'error',
  cause: 'A name is served with a certificate of an authority of your own, and the container has no bundle with it.',
  remedy: "Make a bundle of the system's authorities and yours, mount it into the container as /etc/ssl/certs/ca-certificates.crt, and set REQUESTS_CA_BUNDLE, SSL_CERT_FILE and CURL_CA_BUNDLE to it; for agents also in CLEARML_AGENT_EXTRA_DOCKER_ARGS.",
  where: [],
  signs: [
    {
      line: [['certificate_verify_failed', 'certificate verify failed', 'self signed certificate', 'self-signed certificate', 'unable to get local issuer certificate', 'signed by unknown authority', 'ssl certificate problem', 'pkix path building failed', 'unable to find valid certification path', 'sslcertverificationerror', 'unable to verify the first certificate', 'server certificate verification failed', 'unable to get issuer cert', 'failed to verify certificate']],
      without: ['has expired', 'hostname mismatch', "doesn't match"],
    },
    { line: [['unknown ca', 'unknown_ca', 'unknown certificate authority', 'suncertpathbuilderexception', 'validatorexception', 'sec_error_unknown_issuer', 'untrusted issuer', 'certificate is not trusted', 'certificate not trusted', 'depth_zero_self_signed_cert', 'self_signed_cert_in_chain', 'unable_to_verify_leaf_signature', 'unable_to_get_issuer_cert', 'unable to locally verify the issuer', 'ssl validation failed', 'peer certificate cannot be authenticated', 'tls: bad certificate', 'alert bad certificate', 'certificate verify error', 'unable to verify certificate', 'unrecognized issuer', 'problem confirming the ssl certificate']], without: ['has expired'] },
    { line: [['could not find a suitable tls ca certificate bundle', 'error setting certificate verify locations', 'error adding trust anchors', 'problem with the ssl ca cert', 'no ca certificates']] },
    { line: ['verify return code', /verify return code: ?(?:18|19|2[01])\b/] },
    { line: ['curl: (', /curl: \((?:60|77)\)/], without: ['has expired', 'subject name'] },
  ],
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/enterprise_deploy/on_prem_ubuntu'],
};
