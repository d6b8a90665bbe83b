/**
 * The names of Run a workflow's own fields. The workflow's inputs stand beside them under their node ids, which anybody
 * may choose, so these names have a prefix that no node has.
 */
export const RUN_NAMES = {
  workflow: 'wf_workflow',
  wait: 'wf_wait',
  longestWait: 'wf_longest_wait',
  runId: 'wf_run_id',
  maxCredits: 'wf_max_credits',
  uncertainCost: 'wf_uncertain_cost',
  prompt: 'wf_prompt',
  moreInputs: 'wf_more_inputs',
  checkImages: 'wf_check_images',
} as const;
