import type { IExecuteFunctions } from 'n8n-workflow';
import { yesOrNo } from '../../../../../core/model/yes_or_no.js';
import { badInput } from '../../../../../core/model/errors.js';
import { isEmpty } from '../../../../../core/model/unseen.js';
import { returnAll } from '../fields/lists.js';
import { download, simplify, splitImages, wait } from '../fields/shared.js';
import { optionsIn, parameter, timeoutMs } from './parameters.js';

const SWITCHES = { wait, simplify, returnAll, download, splitImages };
type Switch = keyof typeof SWITCHES;
/** These stand among the options. */
const OPTIONS: ReadonlySet<string> = new Set<Switch>(['download', 'splitImages']);

/** Whether a switch is on: expressions and AI agents say it in words as well, of which "false" is one. */
export function isOn(host: IExecuteFunctions, item: number, name: Switch): boolean {
  return yesOrNo(givenTo(host, item, name)) ?? SWITCHES[name].default === true;
}

/**
 * Looks at every switch of an item before anything is started for it.
 *
 * @throws WireflowError `bad_input` that names the switch which says neither yes nor no
 */
export function assertSwitches(host: IExecuteFunctions, item: number): void {
  for (const name of Object.keys(SWITCHES) as Switch[]) {
    const given = givenTo(host, item, name);
    if (!isEmpty(given) && yesOrNo(given) === null) throw badInput(name, `The field ${SWITCHES[name].displayName} needs yes or no.`, 'Switch it on or off, or give true or false.');
  }
}

/** How long the step waits for its images, in ms; null where it does not. @throws WireflowError `bad_input` */
export function longestWaitMs(host: IExecuteFunctions, item: number): number | null {
  return isOn(host, item, 'wait') ? timeoutMs(host, item) : null;
}

function givenTo(host: IExecuteFunctions, item: number, name: Switch): unknown {
  return OPTIONS.has(name) ? optionsIn(host, item)[name] : parameter(host, name, item);
}
