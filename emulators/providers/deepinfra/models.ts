/** What DeepInfra's models take and cost here (its public list, October 2026). */
export interface DeepInfraModel {
  readonly kind: 'own' | 'partner';
  readonly sides: readonly [least: number, most: number];
  /** In US dollars; by size and steps, or flat. */
  readonly usd: (width: number, height: number, steps: number) => number;
  readonly defaultSteps: number;
}

const MEGAPIXEL = 1024 * 1024;

export const DEEPINFRA_MODELS: Readonly<Record<string, DeepInfraModel>> = {
  'FLUX-1-schnell': { kind: 'own', sides: [128, 1920], usd: (w, h, steps) => (0.0005 * w * h * steps) / MEGAPIXEL, defaultSteps: 1 },
  'FLUX-1-dev': { kind: 'own', sides: [128, 1920], usd: (w, h, steps) => (0.009 * w * h * steps) / 25 / MEGAPIXEL, defaultSteps: 25 },
  'FLUX-2-dev': { kind: 'own', sides: [128, 1920], usd: (w, h, steps) => (0.01 * w * h * steps) / 28 / MEGAPIXEL, defaultSteps: 50 },
  'FLUX-2-pro': { kind: 'partner', sides: [256, 1440], usd: () => 0.015, defaultSteps: 0 },
  'FLUX-2-max': { kind: 'partner', sides: [256, 1440], usd: () => 0.07, defaultSteps: 0 },
  'FLUX-1.1-pro': { kind: 'partner', sides: [256, 1440], usd: () => 0.04, defaultSteps: 0 },
};
