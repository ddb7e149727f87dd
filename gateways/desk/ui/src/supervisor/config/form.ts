import { createContext, useContext } from 'react';
import { useS } from '../i18n/i18n.ts';
import { edit, useEditor } from './editor.ts';
import { getAt, problemsAt, type Item, type Problem, type Tenant } from './model.ts';
import type { Section } from '../views/route.ts';
import { told } from './words.ts';

/** The form in which a field stands. */
export interface Form {
  section: Section;
  id: string;
  value: Item;
  problems: Problem[];
}

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('a field outside of a form');
  return form;
}

/** The value at a path of the form, how to change it, and what is wrong with it. */
export function useField<T>(path: string): { value: T | undefined; set: (to: T | undefined) => void; error: string | undefined } {
  const t = useS();
  const { section, id, value, problems } = useForm();
  return {
    value: getAt(value, path) as T | undefined,
    set: (to) => edit(section, id, path, to),
    error: problemsAt(problems, path).map((p) => told(t, p).text).join(' ') || undefined,
  };
}

/** What is saved: for choices. */
export function useTenant(): Tenant {
  return useEditor((e) => e.loaded?.tenant) ?? NONE;
}

const NONE: Tenant = {};
