import { existsSync } from 'node:fs';
import path from 'node:path';
import { app as makeApp } from '../../platforms/make/app_definition.js';
import { documentedSteps, read, root } from './step_pages.js';

export const INDEX = 'docs/steps/README.md';

/** Where a step has its like on Make, by its key and the modules' ids; the reason where it has none. */
const ON_MAKE: Readonly<Record<string, string | readonly string[] | { readonly none: string }>> = {
  execution_completed: ['watchExecutions', 'getExecution'],
  execution_failed: 'watchExecutions',
  new_image: { none: 'Watch executions, then Get an execution, then an iterator over its images' },
  low_credit_balance: { none: 'a schedule with **Get the credit balance** and a filter' },
  generate_image: ['generateImage', 'runWorkflow'],
  generate_images: { none: 'an iterator over the prompts, then **Run a workflow** with `Only Once ID`' },
  run_workflow: 'runWorkflow',
  generate_flux_image: ['generateBflImage', 'generateDeepinfraImage', 'generateReplicateImage'],
  compare_prices: { none: 'the page [What an image costs](../prices.md)' },
  find_flux_job: ['getBflImage', 'getReplicateImage'],
  find_execution: 'getExecution',
  find_workflow: 'listWorkflows',
  credit_balance: 'getCreditBalance',
  estimate_cost: 'estimateRun',
};

/** Modules of Make that need no step on Zapier, with the reason. */
const ONLY_ON_MAKE: Readonly<Record<string, string>> = {
  waitForExecution: '**Find Execution** with `Wait for the Images`',
  downloadImage: 'images come as files',
  uploadImage: 'files are taken as they come',
  makeApiCall: 'none: the steps cover the documented calls',
};

/** On n8n: its resource and operation, or what stands for it. */
const ON_N8N: Readonly<Record<string, string>> = {
  execution_completed: 'Wireflow Trigger',
  execution_failed: 'Wireflow Trigger',
  new_image: 'Wireflow Trigger',
  low_credit_balance: 'Wireflow Trigger',
  generate_image: 'Image: Generate',
  generate_images: 'Image: Generate',
  run_workflow: 'Workflow: Run',
  generate_flux_image: 'Image: Generate with Provider',
  compare_prices: '–',
  find_flux_job: 'Image: Get From Provider',
  find_execution: 'Execution: Get',
  find_workflow: 'Workflow: Get Many',
  credit_balance: 'Account: Get Credits',
  estimate_cost: 'Workflow: Estimate',
  waitForExecution: 'Execution: Wait',
  downloadImage: 'images come as files',
  uploadImage: 'files are taken as they come',
  makeApiCall: 'n8n’s own HTTP Request node',
};

/** Who is paid when it works; nobody for whatever is not here. */
const COSTS: Readonly<Record<string, string>> = {
  generate_image: 'credits',
  generate_images: 'credits for each prompt',
  run_workflow: 'credits',
  generate_flux_image: 'your provider bills it',
  makeApiCall: 'what the call costs',
};

/** As ON_N8N has it; null where it has nothing, or names an operation that the node's own page does not. */
function onN8n(key: string): string | null {
  const like = ON_N8N[key];
  const [, of, operation] = /^([A-Z]\w+): (.+)$/.exec(like ?? '') ?? [];
  if (operation === undefined) return like ?? null;
  const rows = [...read('platforms/n8n/README.md').matchAll(/^\| (\w+) \| ([^|]+) \|/gm)];
  return rows.some(([, resource, operations]) => resource === of && operations?.split(', ').includes(operation)) ? (like ?? null) : null;
}

const isList = (like: unknown): like is readonly string[] => Array.isArray(like);

interface Row {
  readonly group: string;
  readonly zapier: string;
  readonly purpose: string;
  readonly costs: string;
  readonly make: string;
  readonly n8n: string;
}

/** One row for each step of either platform; what is missing in it is a word for a person, and an error for a test. */
export async function indexRows(): Promise<{ rows: Row[]; missing: string[] }> {
  const missing: string[] = [];
  const modules = new Map(makeApp.groups.flatMap((group) => group.modules).map((module) => [module.id, module]));
  const named = new Set<string>();
  const rows = (await documentedSteps()).map(({ label, description, page, method }): Row => {
    const [group = '', key = ''] = method.split('.');
    const like = ON_MAKE[key];
    const n8n = onN8n(key);
    if (n8n === null) missing.push(`test/docs/step_index.ts names no operation of n8n for ${key}`);
    if (like === undefined) missing.push(`test/docs/step_index.ts names no module of Make for ${key}, nor why there is none`);
    const alike = typeof like === 'string' ? [like] : isList(like) ? like : [];
    for (const id of alike) {
      if (!modules.has(id)) missing.push(`Make has no module ${id}`);
      named.add(id);
    }
    if (!existsSync(path.join(root, page))) missing.push(`${page} is missing`);
    const between = group === 'triggers' ? ', then ' : '; ';
    return { group, zapier: `[${label}](${path.basename(page)})`, purpose: description, costs: COSTS[key] ?? 'nothing', n8n: n8n ?? '', make: alike.map((id) => modules.get(id)?.label ?? '').join(between) || (typeof like === 'object' && !isList(like) ? like.none : '') };
  });
  for (const [id, { label, description }] of modules) {
    if (named.has(id)) continue;
    const instead = ONLY_ON_MAKE[id];
    if (instead === undefined) missing.push(`test/docs/step_index.ts names no step of Zapier for Make’s module ${id}, nor what stands for it`);
    const n8n = onN8n(id);
    if (n8n === null) missing.push(`test/docs/step_index.ts names no operation of n8n for ${id}`);
    rows.push({ group: 'only on Make', zapier: instead ?? '', purpose: description, costs: COSTS[id] ?? 'nothing', make: label, n8n: n8n ?? '' });
  }
  return { rows, missing };
}

const KINDS: Readonly<Record<string, string>> = { triggers: 'Triggers', creates: 'Actions', searches: 'Searches', 'only on Make': 'Modules of their own on Make' };

export async function indexPage(): Promise<string> {
  const { rows } = await indexRows();
  const parts = Object.entries(KINDS).map(([group, title]) => {
    const own = rows.filter((row) => row.group === group).map(({ zapier, purpose, costs, make, n8n }) => `| ${zapier} | ${purpose} | ${costs} | ${make} | ${n8n} |`);
    return [`## ${title}`, '', '| On Zapier | What for | Costs | On Make | On n8n |', '|---|---|---|---|---|', ...own].join('\n');
  });
  const lead = 'What a step does, its fields, what it gives and an example stand on its page. “Credits” are Wireflow’s. An “internal name” is\nwhat developers call a field or an output; you never need it. What the command line does is on [its page](../cli.md).';
  return `# Every step\n\n${lead}\n\n${parts.join('\n\n')}\n`;
}
