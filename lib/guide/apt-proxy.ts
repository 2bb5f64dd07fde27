/** apt's own way of saying which proxy it uses (apt.conf(5)). */
export const aptProxyFile = '/etc/apt/apt.conf.d/95groundcrew-proxy';

/** The file's text; empty without a proxy. */
export function aptProxyText(proxy: string): string {
  return proxy === '' ? '' : `Acquire::http::Proxy "${proxy.replaceAll('"', '%22')}";\nAcquire::https::Proxy "${proxy.replaceAll('"', '%22')}";\n`;
}
