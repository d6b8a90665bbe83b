import { defineInputFields, defineSearch, type Bundle, type ZObject } from 'zapier-platform-core';
import { JOB_FIELD } from '../core/fields/flux_fields.js';
import { readOneText } from '../core/fields/one_text.js';
import { WireflowError } from '../core/model/errors.js';
import { FLUX_OUTPUT_FIELDS, fluxOutput } from '../core/outputs/flux_output.js';
import { SAMPLE_FOUND_JOB, SAMPLE_PROMISED_IMAGE } from '../core/outputs/flux_samples.js';
import { inputField, outputFields } from '../platforms/zapier/fields.js';
import { fluxStep } from '../platforms/zapier/flux_step.js';

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  fluxStep(z, bundle, async ({ known }) => {
    const { findJobs, promisedImages } = await import('../platforms/zapier/flux_parts.js');
    const job = readOneText(JOB_FIELD, bundle.inputData['job'], 'Map the Job Address of the step Generate Flux Image.') ?? '';
    try {
      const jobs = await findJobs(known, job);
      return [fluxOutput(jobs, promisedImages(z, jobs), { estimate: null, message: null })];
    } catch (error) {
      if (error instanceof WireflowError && error.kind === 'not_found') return [];
      throw error;
    }
  });

export default defineSearch({
  key: 'find_flux_job',
  noun: 'Flux Job',
  display: { label: 'Find Flux Job', description: 'Finds images of Generate Flux Image that were still being made, without buying them again.' },
  operation: {
    inputFields: defineInputFields([inputField(JOB_FIELD)]),
    perform,
    sample: fluxOutput([SAMPLE_FOUND_JOB], [SAMPLE_PROMISED_IMAGE], { estimate: null, message: null }),
    outputFields: outputFields(FLUX_OUTPUT_FIELDS),
  },
});
