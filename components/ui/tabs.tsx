'use client';
import * as Radix from 'radix-ui/tabs';
import type { ReactNode } from 'react';

interface Props<V extends string> {
  /** Read out before the tabs. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  tabs: readonly { value: V; label: ReactNode; content: ReactNode }[];
}

/** Different views of one thing; only the chosen one is in the page. */
export function Tabs<V extends string>({ label, value, onChange, tabs }: Props<V>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as V)}>
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto overflow-y-hidden border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className="focus-inside h-9 border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-ink-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink">
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => <Radix.Content key={tab.value} value={tab.value} className="pt-4">{tab.content}</Radix.Content>)}
    </Radix.Root>
  );
}
