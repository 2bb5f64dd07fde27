'use client';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';
import { RadioCards } from '@/components/ui/radio-cards';

const themes = ['system', 'light', 'dark'] as const;
const never = () => () => undefined;

/** The server does not know the choice, so none is marked until the page lives in the browser. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const isHere = useSyncExternalStore(never, () => true, () => false);
  return (
    <RadioCards
      legend="Theme"
      hideLegend
      columns={3}
      value={isHere ? (themes.find((each) => each === theme) ?? 'system') : ('' as 'system')}
      onChange={setTheme}
      cards={[
        { value: 'system', label: 'System', hint: 'As your system is set' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}
