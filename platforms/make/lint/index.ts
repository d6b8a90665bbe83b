import { readEmitted } from './emitted_app.js';
import type { Fault, Rule } from './fault.js';
import { datesAreParsed } from './rules/dates_are_parsed.js';
import { errorsAreComplete } from './rules/errors_are_complete.js';
import { expressionsAreShort } from './rules/expressions_are_short.js';
import { filesExist } from './rules/files_exist.js';
import { groupsHoldEachModuleOnce } from './rules/groups_hold_each_module_once.js';
import { holdsUnderEveryReading } from './rules/holds_under_every_reading.js';
import { idsAreAllowed } from './rules/ids_are_allowed.js';
import { imlIsReadable } from './rules/iml_is_readable.js';
import { keysStayHome } from './rules/keys_stay_home.js';
import { kindsKeepToTheirForm } from './rules/kinds_keep_to_their_form.js';
import { limitsAreAskedFor } from './rules/limits_are_asked_for.js';
import { noSecretsInside } from './rules/no_secrets_inside.js';
import { outputsAreDescribed } from './rules/outputs_are_described.js';
import { parametersAreUsable } from './rules/parameters_are_usable.js';
import { referencesResolve } from './rules/references_resolve.js';
import { startsAreNotRepeated } from './rules/starts_are_not_repeated.js';
import { waitsEndInTime } from './rules/waits_end_in_time.js';
import { wordsFollowTheGuide } from './rules/words_follow_the_guide.js';

/** What Make's own schemas do not catch, one rule per idea (docs/make-internals.md, "Checks"). */
export const RULES: Readonly<Record<string, Rule>> = {
  datesAreParsed,
  errorsAreComplete,
  expressionsAreShort,
  filesExist,
  groupsHoldEachModuleOnce,
  holdsUnderEveryReading,
  idsAreAllowed,
  imlIsReadable,
  keysStayHome,
  kindsKeepToTheirForm,
  limitsAreAskedFor,
  noSecretsInside,
  outputsAreDescribed,
  parametersAreUsable,
  referencesResolve,
  startsAreNotRepeated,
  waitsEndInTime,
  wordsFollowTheGuide,
};

/** @param files by their path below the app's folder */
export function lint(files: ReadonlyMap<string, string>): (Fault & { readonly rule: string })[] {
  const app = readEmitted(files);
  return Object.entries(RULES).flatMap(([rule, find]) => [...find(app)].map((fault) => ({ rule, ...fault })));
}
