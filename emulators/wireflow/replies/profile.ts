export type Profile = 'superset' | 'article' | 'docs' | 'modern';

/** Which of the published reply shapes each kind of reply has. The public sources contradict each other. */
export interface ReplyShapes {
  /** `id`: the article. `executionRuns`: reference/executions. `data`, `status`: wireflow-skill. `all`: all at once. */
  execute: 'id' | 'executionRuns' | 'status' | 'data' | 'all';
  /** The case of the status that run answers with; the skill's reference and its command line differ. */
  run: 'upper' | 'lower';
  /** `nodeRuns`: reference/overview. `enveloped`: the skill's references/api.md. `nodeStates`: its SKILL.md. */
  poll: 'nodeRuns' | 'enveloped' | 'nodeStates' | 'all';
  /** Guess: all of them; the body of one execution (and of one in a list) is published nowhere. */
  execution: 'executionRun' | 'nodeRuns' | 'enveloped' | 'nodeStates' | 'all';
  /** `text`: `{error: "…"}` of reference/errors. `object`: `{error: {type, message, code}}` of the skill. */
  errors: 'text' | 'object';
  /** The list of workflows: a bare array (reference/workflows), or under `data`. */
  lists: 'bare' | 'data';
  /** One workflow: bare in every profile, since the skill's run-node reads no other; or under a name, which some of its commands read. */
  workflow: 'bare' | 'data' | 'workflow';
  /** What was created or changed: bare (reference/overview), or under `data` (the skill). */
  writes: 'bare' | 'data';
  /** Guess: how a select input names its choices; reference/run does not show it. */
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
    writes: 'data',
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
    writes: 'bare',
    choices: 'texts',
  },
  docs: {
    execute: 'executionRuns',
    run: 'upper',
    poll: 'nodeRuns',
    execution: 'executionRun',
    errors: 'text',
    lists: 'bare',
    workflow: 'bare',
    writes: 'bare',
    choices: 'texts',
  },
  modern: {
    execute: 'executionRuns',
    run: 'lower',
    poll: 'nodeStates',
    execution: 'enveloped',
    errors: 'object',
    lists: 'data',
    workflow: 'bare',
    writes: 'data',
    choices: 'objects',
  },
};
