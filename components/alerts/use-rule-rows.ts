'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { toast } from 'sonner';
import * as z from 'zod';
import { applyFieldErrors } from '@/components/api/field-errors';
import type { Problem } from '@/components/api/problem';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { useDirtyGuard } from '@/components/wizard/draft';
import { ruleInput, type Rule, type RuleInput } from '@/lib/contract/alert';

const schema = z.object({ rules: z.array(ruleInput) });
export interface RuleValues {
  rules: RuleInput[];
}

export interface RuleRows {
  form: UseFormReturn<RuleValues>;
  /** Where a check's rule stands in the form. */
  indexOf: (check: string) => number;
  /** The check whose rule is on its way; null: none. */
  saving: string | null;
  /** Saves one row, when what stands in it is right. */
  save: (check: string) => Promise<void>;
  /** Back to what is saved. */
  discard: (check: string) => void;
  /** Back to what is proposed. */
  propose: (check: string) => void;
  problem: Problem | null;
}

const valueOf = ({ isOn, afterMinutes, repeatMinutes, least }: Rule): RuleInput => ({ isOn, afterMinutes, repeatMinutes, least });
const fields = ['isOn', 'afterMinutes', 'repeatMinutes', 'least'] as const;

/** One form over all rules, of which each row is saved by itself: what is typed in another row stays. */
export function useRuleRows(server: string, rules: readonly Rule[]): RuleRows {
  const client = useQueryClient();
  const form = useForm<RuleValues>({ resolver: zodResolver(schema) as never, mode: 'onBlur', defaultValues: { rules: rules.map(valueOf) } });
  const mutation = useVerbMutation('rule.save');
  const places = useMemo(() => new Map(rules.map(({ check }, index) => [check, index])), [rules]);
  const indexOf = (check: string) => places.get(check) ?? -1;
  useDirtyGuard(form.formState.isDirty);

  // What somebody else changed meanwhile is shown in the rows in which nothing is typed.
  useEffect(() => {
    rules.forEach((rule, index) => {
      const isTyped = fields.some((field) => form.getFieldState(`rules.${index}.${field}`).isDirty);
      if (!isTyped && fields.some((field) => form.getValues(`rules.${index}.${field}`) !== rule[field])) showRow(form, index, rule);
    });
  }, [rules, form]);

  const send = async (check: string, rule: RuleInput | null) => {
    const index = indexOf(check);
    try {
      const next = await mutation.mutateAsync({ server, check, rule });
      const saved = next.find((each) => each.check === check);
      if (saved) showRow(form, index, saved);
      setVerbData(client, 'rule.list', { server }, next);
      toast(rule ? 'The rule is saved.' : 'The rule is as proposed again.');
    } catch (error) {
      applyFieldErrors(error as Problem, form.setError, (path) => path.replace(/^rule\./, `rules.${index}.`));
    }
  };
  return {
    form, indexOf,
    saving: mutation.isPending ? mutation.variables.check : null,
    problem: mutation.error && Object.keys(mutation.error.fields).length === 0 ? mutation.error : null,
    save: async (check) => {
      const index = indexOf(check);
      if (await form.trigger(fields.map((field) => `rules.${index}.${field}` as const), { shouldFocus: true })) await send(check, form.getValues(`rules.${index}`));
    },
    discard: (check) => fields.forEach((field) => form.resetField(`rules.${indexOf(check)}.${field}`)),
    propose: (check) => void send(check, null),
  };
}

/** Shows a rule as it is saved, in place of what stands in its row. */
function showRow(form: UseFormReturn<RuleValues>, index: number, rule: Rule): void {
  for (const field of fields) form.resetField(`rules.${index}.${field}`, { defaultValue: rule[field] });
}

export const RuleRowsContext = createContext<RuleRows | null>(null);

/** The form that the table of rules stands in. */
export function useRow(check: string): RuleRows & { index: number } {
  const rows = useContext(RuleRowsContext);
  if (!rows) throw new Error('A rule is shown in the table of rules only.');
  return { ...rows, index: rows.indexOf(check) };
}
