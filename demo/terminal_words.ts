/** What the core says about fields and connections, in the words of the command that people have typed here. */
const HERE: readonly (readonly [core: RegExp, here: string])[] = [
  [/The field Prompt /g, '--prompt '],
  [/The field Size /g, '--size '],
  [/The field Workflow or Webhook /g, 'WIREFLOW_WEBHOOK '],
  [/; or “custom” with Width and Height\./g, '.'],
  [/Type what the image should show, or map a text from an earlier step\./g, 'Say what the image should show.'],
  [/Choose a workflow, or paste the webhook URL/g, 'Set it to the webhook URL'],
  [/, then reconnect Wireflow with it/g, ', then set WIREFLOW_API_KEY to it'],
  [/ of this connection/g, ''],
  [/(the|this) step again/g, 'the command again'],
  [/the step is tried again by itself(, or can be run again in a few minutes| after the wait)?/g, 'run the command again in a few minutes'],
  [/(the fields of this step|this step)/g, 'what you have typed'],
];

/** A sentence of the core or of Zapier's app, as it is said in a terminal. */
export function inTerminalWords(words: string): string {
  return HERE.reduce((rest, [core, here]) => rest.replace(core, here), words);
}
