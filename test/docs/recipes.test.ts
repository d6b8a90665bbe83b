import { startWorld } from '../helpers/app.js';
import { choiceLabels, documentedSteps, fieldIn, read, type DocumentedStep } from './step_pages.js';

const [, ...RECIPES] = read('docs/recipes.md').split(/^## /m);

let steps: ReadonlyMap<string, DocumentedStep>;
beforeAll(async () => void (steps = new Map((await documentedSteps()).map((step) => [step.label, step]))));

/** A numbered line that is a Wireflow step, with the table of its fields. */
interface UsedStep {
  readonly label: string;
  readonly values: ReadonlyMap<string, string>;
}

function usedSteps(recipe: string): UsedStep[] {
  return recipe.split(/^\d+\. /m).flatMap((part) => {
    const label = /^\*\*(.+)\*\*\n/.exec(part)?.[1];
    if (label === undefined) return [];
    const rows = [...part.matchAll(/^ {3}\| `(.+?)` \| (.+) \|$/gm)].map((match) => [match[1], match[2]] as [string, string]);
    return [{ label, values: new Map(rows) }];
  });
}

/** The field of the editor with this label; fails where there is none. */
function fieldOf(step: DocumentedStep, label: string) {
  const field = step.inputs.map(fieldIn).find((input) => input?.label === label) ?? null;
  if (field === null) throw new Error(`${step.label} has no field ${label}`);
  return field;
}

test('there are seven, and each says when to use it, the steps, and what to watch out for', () => {
  expect(RECIPES).toHaveLength(7);
  for (const recipe of RECIPES) {
    expect(recipe).toMatch(/\n\nUse it when /);
    expect([...recipe.matchAll(/^### (.*)$/gm)].map((match) => match[1])).toEqual(['Steps', 'Watch out for']);
    expect(usedSteps(recipe).length).toBeGreaterThan(0);
  }
});

test('each is listed at the top', () => {
  const listed = [...read('docs/recipes.md').matchAll(/^\d+\. \[(.*)\]\(#/gm)].map((match) => match[1]);
  expect(listed).toEqual(RECIPES.map((recipe) => recipe.split('\n')[0]));
});

test.each(RECIPES.map((recipe) => [recipe.split('\n')[0], recipe] as const))('%s: its Wireflow steps can be built as they stand', (_title, recipe) => {
  const used = usedSteps(recipe).map(({ label, values }) => ({ step: steps.get(label) as DocumentedStep, label, values }));
  for (const { step, label, values } of used) {
    expect({ label, step }).toEqual({ label, step: expect.any(Object) });
    const required = step.inputs.map(fieldIn).flatMap((input) => (input?.required ? [input.label] : []));
    expect({ label, missing: required.filter((field) => !values.has(field as string)) }).toEqual({ label, missing: [] });
    for (const [field, value] of values) {
      const choices = choiceLabels(fieldOf(step, field));
      if (choices.length > 0) expect({ field, value, isChoice: choices.includes(value) }).toEqual({ field, value, isChoice: true });
    }
    // Without an Only Once ID the step would wait no longer than any other.
    if (values.get('Wait for the Images') === 'Until finished' && step.inputs.some((input) => fieldIn(input)?.key === 'run_id')) {
      expect({ label, fields: [...values.keys()] }).toEqual({ label, fields: expect.arrayContaining(['Only Once ID']) });
    }
  }
  const given = new Set(used.flatMap(({ step }) => [...step.inputs.map((input) => fieldIn(input)?.label ?? ''), ...step.outputs.map(({ label }) => label)]));
  const mapped = [...recipe.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string).filter((name) => !/^\w+:\w+$/.test(name));
  expect(mapped.filter((name) => !given.has(name))).toEqual([]);
});

test('every Wireflow step of the recipes runs with the values that the recipe gives', async () => {
  const world = await startWorld({ durationMs: 8000, credits: 1000 });
  const { id: workflow, webhookId } = world.emulator.workflow('text-to-image');
  const { id: execution } = world.emulator.addExecution({ workflowId: workflow });
  /** What the words of a recipe stand for; choices are given as they are. */
  const standIns: Readonly<Record<string, unknown>> = { webhook: webhookId, workflow, prompt: 'A boat', run_id: 'row 7-1', execution_id: execution, minimum_credits: 100, limit: 2000 };
  try {
    for (const { label, values } of RECIPES.flatMap(usedSteps)) {
      const step = steps.get(label) as DocumentedStep;
      const known = new Map([...values].map(([field, value]) => [fieldOf(step, field).key, value]));
      const inputData = Object.fromEntries([...known].map(([key, value]) => [key, standIns[key] ?? value]));
      const result = await world.zap.run<unknown>(step.method, inputData);
      if (known.get('wait') === 'Until finished') expect(result).toMatchObject({ status: 'completed', image_count: 1 });
      // Nothing has failed in this account; everything else finds or makes something.
      expect({ label, isEmpty: Array.isArray(result) && result.length === 0 }).toEqual({ label, isEmpty: label === 'Execution Failed' });
      world.emulator.clock.advance(60_000);
    }
  } finally {
    await world.close();
  }
});
