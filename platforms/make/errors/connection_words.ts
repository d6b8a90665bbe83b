import type { Communication } from '../format/component.js';

/** What is said of a module, and what it is for somebody who makes a connection: nothing runs yet, and nothing is tried again. */
const EDITS: readonly (readonly [said: RegExp, instead: string])[] = [
  [/Nothing is lost: the module is tried again by itself, or can be run again in a few minutes\./g, 'Try to connect again in a few minutes.'],
  [/(Nothing is lost\. )?The module is tried again by itself after a while\./g, 'Try to connect again in a few minutes.'],
  [/Make runs the scenario again later; where it stores incomplete executions, it repeats this module by itself\./g, 'Wait a moment, then try to connect again.'],
  [/Correct the fields of this module or the workflow itself/g, 'Correct the field of this connection'],
  [/Correct the fields of this module, then run it again\./g, 'Correct the field of this connection, then try again.'],
  [/Check the fields of this module\./g, 'Check the field of this connection.'],
  [/The module sends more/g, 'This sends more'],
  [/run the module again/g, 'connect again'],
  [/'the module again\.'/g, "'it again.'"],
];

/** The requests of a connection, with their sentences in the words of somebody who makes one. */
export function inConnectionWords<T extends Communication>(communication: T): T {
  return JSON.parse(EDITS.reduce((text, [said, instead]) => text.replace(said, instead), JSON.stringify(communication))) as T;
}
