import { modulesOf, parametersOf, type EmittedApp } from '../emitted_app.js';
import type { Fault } from '../fault.js';

/** How Make's guide names each kind of module (its app review asks for it). */
const LABELS = { trigger: /^Watch /, search: /^(List|Search) /, universal: /^Make an API call$/i, action: /^(Create|Get|Update|Delete|Generate|Run|Wait for|Estimate|Download|Upload) (an? |the )?\w/ } as const;
/** How Make's guide describes what a label of this form does. */
const DESCRIPTIONS: readonly (readonly [label: RegExp, description: RegExp])[] = [
  [/^Watch /, /^Triggers when /],
  [/^(List|Search) /, /^Returns a list of /],
  [/^Get /, /^Returns information about /],
  [/^(Download|Upload|Run) /, /^(Downloads|Uploads|Runs) an? /],
  [/^Generate /, /^(Generates|Buys) an? /],
  [/^Wait for /, /^Waits /],
  [/^Estimate /, /^Returns /],
  [/^Make /, /^Performs /],
];
/** One to three words, without punctuation. */
const FIELD_LABEL = /^[\p{L}\p{N}]+( [\p{L}\p{N}]+){0,2}$/u;
const UNIVERSAL = 'Performs an arbitrary authorized API call.';

/** Labels and descriptions in Make's forms, fields named in a few words, sentences that end. */
export function* wordsFollowTheGuide(app: EmittedApp): Generator<Fault> {
  for (const { id, label, description, moduleType } of modulesOf(app)) {
    if (!label || !moduleType || !LABELS[moduleType].test(label)) yield { where: id, problem: `is labelled “${label}”, which is none of Make’s forms for a ${moduleType}` };
    if (!/^[A-Z][a-z]+s\b.*\.$/.test(description ?? '')) yield { where: id, problem: 'needs a description in the third person that ends with a full stop' };
    const form = DESCRIPTIONS.find(([of]) => of.test(label ?? ''))?.[1];
    if (form !== undefined && !form.test(description ?? '')) yield { where: id, problem: `is described as “${description}”, which is not Make’s form for its label` };
    if (moduleType === 'universal' && description !== UNIVERSAL) yield { where: id, problem: `needs Make’s own description: ${UNIVERSAL}` };
  }
  for (const component of app.components) {
    if (!component.label) yield { where: component.id, problem: 'needs a label' };
    if (component.kind === 'connection' && /\bmodule\b/.test(JSON.stringify(component.steps))) yield { where: component.id, problem: 'speaks of a module to somebody who makes a connection' };
    for (const { name, label, help } of parametersOf(component)) {
      if (label && !FIELD_LABEL.test(label)) yield { where: component.id, problem: `has the field “${label}”, whose label has more than three words, or punctuation` };
      if (!label) yield { where: component.id, problem: `has the field ${name} without a label` };
      if (help !== undefined && !/[.)]$/.test(help)) yield { where: component.id, problem: `has a help for ${name} that does not end with a full stop` };
    }
  }
}
