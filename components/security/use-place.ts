'use client';
import { useState } from 'react';
import { useUrlState } from '@/components/ui/url-state';
import { securityFilesInput, type ProxyPlace } from '@/lib/contract/proxy';

export interface Place {
  readonly place: ProxyPlace;
  /** As typed. */
  readonly proxyAddress: string;
  /** As far as it is an address: what the configurations are made for. */
  readonly asked: string;
  readonly problem: string | undefined;
  readonly proxy: string;
  change(changes: { place?: ProxyPlace; proxyAddress?: string; proxy?: string }): void;
}

const proxyAddress = securityFilesInput.shape.proxyAddress;

/** Where the proxy runs and which one it is, kept in the address of the page. */
export function usePlace(): Place {
  const [state, change] = useUrlState();
  const [typed, setTyped] = useState(state.from ?? '');
  const judged = proxyAddress.safeParse(typed);
  const place = state.place === 'elsewhere' ? 'elsewhere' : 'server';
  return {
    place,
    proxyAddress: typed,
    asked: place === 'elsewhere' && judged.success ? judged.data : '',
    problem: judged.success ? undefined : judged.error.issues[0]?.message,
    proxy: state.proxy ?? 'nginx',
    change(changes) {
      if (changes.proxyAddress !== undefined) setTyped(changes.proxyAddress);
      const known: Record<string, string> = changes.proxyAddress === undefined ? {} : { from: proxyAddress.safeParse(changes.proxyAddress).success ? changes.proxyAddress.trim() : '' };
      change({ ...known, ...(changes.place && { place: changes.place === 'server' ? '' : changes.place }), ...(changes.proxy && { proxy: changes.proxy }) });
    },
  };
}
