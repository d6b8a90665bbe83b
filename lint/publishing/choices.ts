import type { Field } from './definition.js';

export interface Choice {
  value: string;
  label: string;
}

/** A field's choices, whichever of Zapier's three ways they are written in; none where a function gives them. */
export function choicesOf({ choices }: Field): Choice[] {
  if (Array.isArray(choices)) {
    return choices.map((choice: unknown) => {
      if (typeof choice !== 'object' || choice === null) return { value: String(choice), label: String(choice) };
      const { value, label } = choice as { value?: unknown; label?: unknown };
      return { value: String(value ?? ''), label: String(label ?? '') };
    });
  }
  if (typeof choices !== 'object' || choices === null || 'perform' in choices) return [];
  return Object.entries(choices).map(([value, label]) => ({ value, label: String(label) }));
}
