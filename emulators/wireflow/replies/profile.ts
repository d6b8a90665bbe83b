export type Profile = 'superset' | 'article' | 'docs' | 'modern';

/** Which of the published reply shapes each kind of reply has. The public sources contradict each other. */
export interface ReplyShapes {
  /** `id`: the article. `executionRuns`: docs/api/executions. `data`, `status`: wireflow-skill. `all`: all at once. */
  execute: 'id' | 'executionRuns' | 'status' | 'data' | 'all';
  /** The case of the status that run answers with; the skill's reference and its command line differ. */
  run: 'upper' | 'lower';
  /** `nodeRuns`: docs/api/overview. `enveloped`: the skill's references/api.md. `nodeStates`: its SKILL.md. */
  poll: 'nodeRuns' | 'enveloped' | 'nodeStates' | 'all';
  /** Guess: all of them; the body of one execution (and of one in a list) is published nowhere. */
  execution: 'executionRun' | 'nodeRuns' | 'enveloped' | 'nodeStates' | 'all';
  /** `text`: `{error: "…"}` of docs/api/errors. `object`: `{error: {type, message, code}}` of the skill. */
  errors: 'text' | 'object';
  /** The list of workflows: a bare array (docs/api/workflows), or under `data`. */
  lists: 'bare' | 'data';
  /** One workflow: bare, or under a name (the skill's command line reads all three). */
  workflow: 'bare' | 'data' | 'workflow';
  /** Guess: how a select input names its choices; docs/api/run does not show it. */
  choices: 'texts' | 'objects';
}

/** The shapes of each profile. */
export const PROFILES: Record<Profile, ReplyShapes> = {
  superset: {
    execute: 'all',
    run: 'upper',
    poll: 'all',
    execution: 'all',
    errors: 'text',
    lists: 'bare',
    workflow: 'bare',
    choices: 'objects',
  },
  article: {
    execute: 'id',
    run: 'upper',
    poll: 'nodeRuns',
    execution: 'nodeRuns',
    errors: 'text',
    lists: 'bare',
    workflow: 'bare',
    choices: 'texts',
  },
  docs: {
    execute: 'executionRuns',
    run: 'upper',
    poll: 'nodeRuns',
    execution: 'executionRun',
    errors: 'text',
    lists: 'bare',
    workflow: 'workflow',
    choices: 'texts',
  },
  modern: {
    execute: 'data',
    run: 'lower',
    poll: 'nodeStates',
    execution: 'enveloped',
    errors: 'object',
    lists: 'data',
    workflow: 'data',
    choices: 'objects',
  },
};
