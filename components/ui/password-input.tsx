'use client';
import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { IconButton } from './icon-button';
import { Input } from './input';

/** A password that can be looked at while it is typed. Say by `autoComplete` which one it is. */
export function PasswordInput({ autoComplete = 'off', ...rest }: Omit<ComponentProps<typeof Input>, 'type'>) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input type={shown ? 'text' : 'password'} autoComplete={autoComplete} autoCorrect="off" {...rest} className="pr-10" />
      <IconButton icon={shown ? EyeOff : Eye} label={shown ? 'Hide the password' : 'Show the password'} aria-pressed={shown} hideTooltip size="small" onClick={() => setShown(!shown)} className="absolute top-1 right-1" />
    </div>
  );
}
