import type { Secret } from '@/lib/core/secret';
export interface Redactor { redact(text: string): string }
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const values = secrets.map((each) => each.reveal()).filter((value) => value.length > 3).sort((a, b) => b.length - a.length);
  return { redact: (text) => values.reduce((masked, value) => masked.replaceAll(value, '••••••'), text) };
}
