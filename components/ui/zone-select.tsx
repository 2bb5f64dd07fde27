'use client';
import type { ComponentProps } from 'react';
import { Select } from './select';

/** The time zones that the browser knows, and the chosen one. */
export function ZoneSelect({ current, ...rest }: Omit<ComponentProps<typeof Select>, 'options'> & { current: string }) {
  const zones = [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])].filter(Boolean);
  return <Select options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} {...rest} />;
}
