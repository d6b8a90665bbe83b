import { existsSync } from 'node:fs';
import path from 'node:path';
import { app as makeApp } from '../../platforms/make/app_definition.js';
import { documentedSteps, root } from './step_pages.js';

export const INDEX = 'docs/steps/README.md';

/** Where a step has its like on Make, by its key and the modules' ids; the reason where it has none. */
const ON_MAKE: Readonly<Record<string, string | readonly string[] | { readonly none: string }>> = {
  execution_completed: 'watchExecutions',
  execution_failed: 'watchExecutions',
  new_image: { none: 'an iterator over the images of **Watch executions**' },
  low_credit_balance: { none: 'a schedule with **Get the credit balance** and a filter' },
  generate_image: 'generateImage',
  generate_images: { none: 'an iterator over the prompts, then **Generate an image**' },
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

const isList = (like: unknown): like is readonly string[] => Array.isArray(like);

interface Row {
  readonly group: string;
  readonly zapier: string;
  readonly make: string;
}

/** One row for each step of either platform; what is missing in it is a word for a person, and an error for a test. */
export async function indexRows(): Promise<{ rows: Row[]; missing: string[] }> {
  const missing: string[] = [];
  const modules = new Map(makeApp.groups.flatMap((group) => group.modules).map((module) => [module.id, module.label]));
  const named = new Set<string>();
  const rows = (await documentedSteps()).map(({ label, page, method }): Row => {
    const [group = '', key = ''] = method.split('.');
    const like = ON_MAKE[key];
    if (like === undefined) missing.push(`test/docs/step_index.ts names no module of Make for ${key}, nor why there is none`);
    const alike = typeof like === 'string' ? [like] : isList(like) ? like : [];
    for (const id of alike) {
      if (!modules.has(id)) missing.push(`Make has no module ${id}`);
      named.add(id);
    }
    if (!existsSync(path.join(root, page))) missing.push(`${page} is missing`);
    return { group, zapier: `[${label}](${path.basename(page)})`, make: alike.map((id) => modules.get(id) ?? '').join('; ') || (typeof like === 'object' && !isList(like) ? like.none : '') };
  });
  for (const [id, label] of modules) {
    if (named.has(id)) continue;
    const instead = ONLY_ON_MAKE[id];
    if (instead === undefined) missing.push(`test/docs/step_index.ts names no step of Zapier for Make’s module ${id}, nor what stands for it`);
    rows.push({ group: 'only on Make', zapier: instead ?? '', make: label });
  }
  return { rows, missing };
}

const KINDS: Readonly<Record<string, string>> = { triggers: 'Triggers', creates: 'Actions', searches: 'Searches', 'only on Make': 'Only on Make' };

export async function indexPage(): Promise<string> {
  const { rows } = await indexRows();
  const parts = Object.entries(KINDS).map(([group, title]) => {
    const own = rows.filter((row) => row.group === group).map(({ zapier, make }) => `| ${zapier} | ${make} |`);
    return [`## ${title}`, '', '| On Zapier | On Make |', '|---|---|', ...own].join('\n');
  });
  return `# Every step\n\nWhat a step does, its fields, what it gives and an example stand on its page.\n\n${parts.join('\n\n')}\n`;
}
