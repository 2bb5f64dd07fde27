'use client';
import { Controller } from 'react-hook-form';
import { RadioCards } from '@/components/ui/radio-cards';
import { StageSection } from '@/components/wizard/stage-page';
import type { FieldsProps } from './field-props';

/** What happens to an installation that is on the server already. */
export function PreviousField({ form }: FieldsProps) {
  return (
    <StageSection title="An earlier installation" sentence="If there is one on the server. The plan shows what it finds before anything is touched.">
      <Controller
        control={form.control} name="previous"
        render={({ field }) => (
          <RadioCards
            legend="An earlier installation" hideLegend columns={2} value={field.value ?? 'keep'} onChange={field.onChange}
            cards={[
              { value: 'keep', label: 'Keep it', hint: 'It is stopped, and its directories are moved aside on their own disks.' },
              { value: 'remove', label: 'Remove it', hint: 'Its directories are emptied. The plan asks for the server’s name first.' },
            ]}
          />
        )}
      />
    </StageSection>
  );
}
