import { defineCreate, defineInputFields, type Bundle, type ZObject } from 'zapier-platform-core';
import { FIELD_GROUPS } from '../core/fields/field.js';
import { FLUX_FIELDS } from '../core/fields/flux_fields.js';
import { FLUX_OUTPUT_FIELDS, fluxOutput } from '../core/outputs/flux_output.js';
import { SAMPLE_JOB, SAMPLE_KEPT_IMAGE } from '../core/outputs/flux_samples.js';
import { inputField, inputFieldGroups, outputFields } from '../platforms/zapier/fields.js';
import { fluxStep } from '../platforms/zapier/flux_step.js';
import { FLUX_THROTTLE } from '../platforms/zapier/throttle.js';

const sample = fluxOutput([SAMPLE_JOB], [SAMPLE_KEPT_IMAGE], { estimate: null, message: null });

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  fluxStep(z, bundle, async (flux) => {
    // Loaded when the step runs: the app's start need not wait for the checks, the prices and the providers.
    const { generate, readFluxOptions } = await import('../platforms/zapier/flux_parts.js');
    const options = readFluxOptions(bundle.inputData);
    const isTest = bundle.meta?.isLoadingSample === true;
    if (isTest && options.test_mode === 'sample') return { ...sample, message: 'This is a made-up sample. Nothing was started for this test.' };
    return generate(z, flux, options, !isTest);
  });

export default defineCreate({
  key: 'generate_flux_image',
  noun: 'Image',
  display: {
    label: 'Generate Flux Image',
    description: 'Makes images with a FLUX model at Black Forest Labs, DeepInfra or Replicate.',
  },
  operation: {
    inputFields: defineInputFields(FLUX_FIELDS.map(inputField)),
    inputFieldGroups: inputFieldGroups(FIELD_GROUPS.filter(({ key }) => FLUX_FIELDS.some(({ group }) => group === key))),
    throttle: FLUX_THROTTLE,
    perform,
    sample,
    outputFields: outputFields(FLUX_OUTPUT_FIELDS),
  },
});
