import { MantineProvider } from '@mantine/core';
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { Item, Problem } from '../../src/supervisor/config/model.ts';
import type { Section } from '../../src/supervisor/views/route.ts';

vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined });

const { FORMS } = await import('../../src/supervisor/config/forms.tsx');
const { NEW } = await import('../../src/supervisor/config/editor.ts');
const { Refusal } = await import('../../src/supervisor/config/Refusal.tsx');
const { FormContext } = await import('../../src/supervisor/config/form.ts');

test('the templates of an account have fields', () => {
  const html = form('company', { id: 'demo', accounts: [{ channel: 'whatsapp', templates: [{ name: 'order_shipped', language: 'uk', text: 'Замовлення {1} їде' }] }] });

  expect(fields(html)).toEqual(expect.arrayContaining(['name', 'language', 'text'].map((name) => `field-accounts[0].templates[0].${name}`)));
  expect(html).toContain('Замовлення {1} їде');
  expect(html).toContain('add-accounts[0].templates');
});

test('programs have fields; the token is a secret that is only replaced', () => {
  const html = form('company', { id: 'demo', programs: [{ id: 'crm', name: 'Our CRM' }] });

  expect(fields(html)).toEqual(expect.arrayContaining(['id', 'name', 'token'].map((name) => `field-programs[0].${name}`)));
  const token = /<input[^>]*data-testid="field-programs\[0\]\.token"[^>]*>/.exec(html)![0];
  expect(token).toContain('type="password"');
  expect(token).toContain('placeholder="Unchanged"');
});

test('the buttons of a reply have fields', () => {
  const html = form('replies', { id: 'ask', choices: [{ id: 'yes', title: 'Так' }, { id: 'no', title: 'Ні' }] });

  expect(fields(html)).toEqual(expect.arrayContaining(['field-choices[0].id', 'field-choices[1].title']));
  expect(html).toContain('value="Так"');
});

test('what is wrong stands at its field', () => {
  const html = form('replies', { id: 'ask', choices: [{ id: 'yes' }] }, [{ path: 'replies[0].choices[0].title', text: 'it must not be empty', code: 'empty', values: {} }]);

  expect(html).toContain('This must not be empty.');
});

test('a refusal is told in our words; what the server alone has words for is marked as English', () => {
  const wrong = { path: 'queues[0].name', text: 'it has 201 characters, at most 200 are allowed', code: 'too-long', values: { count: '201', most: '200' } };
  const html = refusal([wrong, { path: 'queues[0].colour', text: 'it is too blue' }]);

  expect(html).toContain('<li>This has 201 characters, at most 200 are allowed.</li>');
  expect(html).toContain('<li lang="en">it is too blue</li>');
  expect(refusal([])).toContain('There is no such queue any more.');
});

function refusal(problems: Problem[]): string {
  const draft = { section: 'queues' as const, id: NEW, value: { id: 'q' }, base: '', problems, refusal: { code: 'no-such-queue', detail: "there is no queue 'q'" } };
  return renderToStaticMarkup(createElement(MantineProvider, null, createElement(Refusal, { section: 'queues', id: NEW, draft })) as ReactElement);
}

function form(section: Section, value: Item, problems: Problem[] = []): string {
  const inside = createElement(FormContext.Provider, { value: { section, id: value.id, value, problems } }, createElement(FORMS[section]));
  return renderToStaticMarkup(createElement(MantineProvider, null, inside) as ReactElement);
}

function fields(html: string): string[] {
  return [...html.matchAll(/data-testid="(field-[^"]+)"/g)].map((m) => m[1]!);
}
