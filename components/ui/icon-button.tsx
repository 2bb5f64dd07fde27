import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { Tooltip } from './tooltip';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  /** Its name: read out, and shown on hover and focus. */
  label: string;
  size?: 'normal' | 'small';
  hideTooltip?: boolean;
}

/** A button of which only the icon is seen. */
export function IconButton({ icon: Icon, label, size = 'normal', hideTooltip, className, type = 'button', ...rest }: Props) {
  const button = (
    <button
      type={type}
      aria-label={label}
      className={cn('inline-flex shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-55', size === 'small' ? 'size-7' : 'size-9', className)}
      {...rest}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
  return hideTooltip ? button : <Tooltip text={label}>{button}</Tooltip>;
}
