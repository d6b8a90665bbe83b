import type { Rule } from '../rule.js';
import { choices } from './choices.js';
import { d001 } from './d001_secrets_stay_in_the_connection.js';
import { d002 } from './d002_connection_help_has_a_link.js';
import { d003 } from './d003_connection_label.js';
import { d004 } from './d004_ids_are_chosen.js';
import { d005 } from './d005_dropdowns_exist.js';
import { d006 } from './d006_hooks_have_a_list.js';
import { d007, d025 } from './d007_d025_addresses.js';
import { d008 } from './d008_links.js';
import { d009 } from './d009_searches_ask_for_something.js';
import { d010, d012 } from './d010_d012_samples.js';
import { d011 } from './d011_help_adds_something.js';
import { d013, d014 } from './d013_d014_search_buttons.js';
import { d015 } from './d015_find_or_create.js';
import { d016, d017 } from './d016_d017_static_hooks.js';
import { d018, fieldTitleCase } from './d018_title_case.js';
import { d021 } from './d021_trigger_descriptions.js';
import { d022 } from './d022_creates_have_fields.js';
import { d023 } from './d023_times.js';
import { d024, sampleFields } from './d024_sample_and_output_fields.js';
import { d026 } from './d026_domains.js';
import { d027 } from './d027_platform_version.js';
import { d028 } from './d028_clean_input_data.js';
import { createDescriptions, descriptionStyle, searchWords } from './descriptions.js';
import { requiredFirst } from './field_order.js';
import { helpLength, noCommaLists } from './help.js';
import { hiddenSteps } from './hidden_steps.js';
import { keys } from './keys.js';
import { labels, outputFields, units } from './labels.js';
import { nouns } from './nouns.js';
import { fieldFunctions, fieldReferences, groups } from './references.js';
import { jargon, realisticSamples } from './wording.js';

/** Zapier's checks of a definition by their numbers; D019 and D020 are not in use. */
const CHECKS = [
  ...[d001, d002, d003, d004, d005, d006, d007, d008, d009, d010, d011, d012, d013, d014, d015, d016, d017, d018],
  ...[d021, d022, d023, d024, d025, d026, d027, d028],
];

/** Zapier's guidelines, which its reviewers read the app by, and what we hold ourselves to beside them. */
const GUIDELINES = [
  ...[createDescriptions, searchWords, descriptionStyle, nouns, labels, fieldTitleCase, units, helpLength, noCommaLists, jargon],
  ...[keys, requiredFirst, groups, fieldReferences, fieldFunctions, hiddenSteps, choices],
  ...[outputFields, sampleFields, realisticSamples],
];

export const rules: readonly Rule[] = [...CHECKS, ...GUIDELINES];
