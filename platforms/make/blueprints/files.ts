import { REVIEW_SCENARIOS } from '../review/scenarios.js';
import { blueprintOf, DEFAULT_PREFIX } from './blueprint.js';
import { USER_SCENARIOS } from './for_users.js';

/** From the folder of the project. */
export const USER_FILES = 'platforms/make/blueprints/files';
const REVIEW_FILES = 'platforms/make/review/files';
export const BLUEPRINT_FOLDERS = [USER_FILES, REVIEW_FILES] as const;

/** Every blueprint by its path, as a fresh run of the emitter writes it. */
export function blueprintFiles(prefix = DEFAULT_PREFIX): Map<string, string> {
  const write = (folder: string, scenarios: readonly Parameters<typeof blueprintOf>[0][]) =>
    scenarios.map((scenario): [string, string] => [`${folder}/${scenario.file}`, `${JSON.stringify(blueprintOf(scenario, prefix), null, 4)}\n`]);
  return new Map([...write(USER_FILES, USER_SCENARIOS), [`${USER_FILES}/README.md`, userPage()], ...write(REVIEW_FILES, REVIEW_SCENARIOS)]);
}

function userPage(): string {
  const sections = USER_SCENARIOS.map(({ file, name, description, needs, choose }) =>
    [`## ${name}`, `[\`${file}\`](${file})`, description, `Needed before: ${needs}`, 'To choose after the import:', choose.map((each) => `- ${each}`).join('\n')].join('\n\n'),
  );
  return `${['# Scenarios to import', INTRODUCTION, ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `A blueprint is a scenario as a file. In Make: **Create a new scenario**, then **⋯** at the bottom, **Import blueprint**, and the
file. It holds no account and no key, so modules are red until you have opened each of them and chosen what stands below. Then
choose **Run once** and look at what came before you switch it on.

A row or an answer that fails does not stop the others, and is not lost: *Break* keeps it under *Incomplete executions* of the
scenario, and repeats nothing by itself. Run it again from there: each start of a workflow has its **Only Once ID**, so within 24
hours nothing is paid twice, if Wireflow keeps that ([try it once](../../../../docs/make.md#pay-once)); a module of another provider knows none. An execution that Wireflow failed comes back as failed: change its prompt, and add the row or send the form anew.

None of these files was imported into a live account yet.

Make calls a private app by a name of its own, such as \`wireflow-abc123\`. A circle “Module not found” means that the files name
another one: [make-publishing.md](../../../../docs/make-publishing.md) says how to write them for yours.`;
