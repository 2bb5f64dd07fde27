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
  ],
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/enterprise_deploy/on_prem_ubuntu'],
};
