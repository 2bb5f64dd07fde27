/** Bytes of a name. A file system takes 255, and a browser may add to it. */
const longest = 200;

/**
 * The header `content-disposition` for a file whose name is hostile: never shown in the page, saved by a name that hides nothing, leads nowhere
 * and can't end the header (RFC 6266). Pure.
 */
export function attachment(name: string): string {
  const shown = harmless(name);
  const plain = shown.replaceAll(/[^\x20-\x7e]/g, '_');
  const whole = encodeURIComponent(shown).replaceAll(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** Without what is hidden or turns the direction ("exe" that reads as "gpj"), what means something to a file system or in the header, and dots and spaces at either end. */
function harmless(name: string): string {
  const safe = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '_').replaceAll(/["%*/:;<>?\\|]/g, '_').replace(/^[\s.]+/, '_').replace(/[\s.]+$/, '_');
  if (Buffer.byteLength(safe) <= longest) return safe === '' ? 'file' : safe;
  // Its end tells what it is.
  const [end = ''] = /\.[A-Za-z0-9]{1,15}$/.exec(safe) ?? [];
  let beginning = '';
  for (const each of safe) {
    if (Buffer.byteLength(beginning + each + end) > longest) break;
    beginning += each;
  }
  return `${beginning}${end}`;
}
