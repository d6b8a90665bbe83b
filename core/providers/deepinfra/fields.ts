import type { JsonObject } from '../../json.js';
import type { FluxRequest } from '../provider.js';

/**
 * The smallest set that every model at DeepInfra takes. There is no field for the format: what comes is what the bytes
 * are. The number of steps is sent where the provider's own makes a poor picture (1) or a dear one (50).
 */
export function deepInfraFields({ offer, prompt, seed }: FluxRequest): JsonObject {
  const { sides, model } = offer;
  return {
    prompt,
    width: sides?.width,
    height: sides?.height,
    ...(seed === null ? {} : { seed }),
    ...(model.steps === undefined ? {} : { num_inference_steps: model.steps }),
  };
}
