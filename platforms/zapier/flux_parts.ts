/**
 * Everything of the providers beside Wireflow, as one place to load it from when a step needs it: a bundle is smaller with
 * one such place than with one for each part.
 */
export { readFallback } from '../../core/fields/fallback_options.js';
export { megapixelsOf, readCompareOptions, readFluxOptions } from '../../core/fields/flux_options.js';
export { comparePrices } from '../../core/prices/compare.js';
export { knownProviders } from '../../core/providers/known_providers.js';
export { pictureName } from '../../core/providers/saved_as.js';
export { madeElsewhereInWords, USD_PER_CREDIT } from '../../core/runs/flux/fallback.js';
export { findJobs } from '../../core/runs/flux/find_jobs.js';
export { startOrMakeElsewhere } from '../../core/runs/flux/way_out.js';
export { buyAndStore, generate } from './flux_generate.js';
export { promisedImages, ImageRefused, store } from './flux_images.js';
