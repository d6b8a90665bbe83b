import { modulesOf, parametersOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** How Make's guide names each kind of module (its app review asks for it). */
const LABELS = { trigger: /^Watch /, search: /^(List|Search) /, universal: /^Make an API call$/i, action: /^(Create|Get|Update|Delete|Generate|Run|Wait for|Estimate|Download|Upload) (an? |the )?\w/ } as const;
const UNIVERSAL = 'Performs an arbitrary authorized API call.';

/** Labels in Make's forms and in sentence case; descriptions in the third person; sentences that end. */
export function* wordsFollowTheGuide(app: EmittedApp): Generator<Fault> {
  for (const { id, label, description, moduleType } of modulesOf(app)) {
    if (!label || !moduleType || !LABELS[moduleType].test(label)) yield { where: id, problem: `is labelled “${label}”, which is none of Make’s forms for a ${moduleType}` };
    if (!/^[A-Z][a-z]+s\b.*\.$/.test(description ?? '')) yield { where: id, problem: 'needs a description in the third person that ends with a full stop' };
    if (moduleType === 'universal' && description !== UNIVERSAL) yield { where: id, problem: `needs Make’s own description: ${UNIVERSAL}` };
  }
  for (const component of app.components) {
    if (!component.label) yield { where: component.id, problem: 'needs a label' };
    for (const { name, label, help } of parametersOf(component)) {
      if (!label) yield { where: component.id, problem: `has the field ${name} without a label` };
      if (help !== undefined && !/[.)]$/.test(help)) yield { where: component.id, problem: `has a help for ${name} that does not end with a full stop` };
    }
  }
}
