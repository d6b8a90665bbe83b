import app from '../../../index.js';

export type Kind = 'triggers' | 'creates' | 'searches';

/** A field as the definition has it, once its functions have been asked. */
export interface ZapField {
  readonly key: string;
  readonly label?: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly helpText?: string;
  readonly placeholder?: string;
  readonly default?: string;
  readonly choices?: Readonly<Record<string, string>>;
  readonly dynamic?: string;
  readonly search?: string;
  readonly group?: string;
  readonly dict?: boolean;
  readonly altersDynamicFields?: boolean;
}

export interface OutputField {
  readonly key: string;
  readonly label?: string;
  readonly type?: string;
}

export interface Step {
  readonly kind: Kind;
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** Not in the editor's list: it fills dropdowns. */
  readonly isHidden: boolean;
  readonly groups: readonly { readonly key: string; readonly label: string; readonly emphasize?: boolean }[];
  readonly outputFields: readonly OutputField[];
  readonly sample: unknown;
  readonly hasInputs: boolean;
}

interface Definition {
  readonly key: string;
  readonly display: { readonly label: string; readonly description: string; readonly hidden?: boolean };
  readonly operation: { readonly inputFields?: readonly unknown[]; readonly inputFieldGroups?: Step['groups']; readonly outputFields?: readonly OutputField[]; readonly sample?: unknown };
}

export const KINDS: Readonly<Record<Kind, string>> = { triggers: 'Triggers', creates: 'Actions', searches: 'Searches' };

/** Every step of the app, in the order of its definition. */
export function allSteps(): Step[] {
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) => Object.values((app[kind] ?? {}) as unknown as Record<string, Definition>).map((definition) => stepOf(kind, definition)));
}

function stepOf(kind: Kind, { key, display, operation }: Definition): Step {
  return {
    kind,
    key,
    label: display.label,
    description: display.description,
    isHidden: display.hidden === true,
    groups: operation.inputFieldGroups ?? [],
    outputFields: operation.outputFields ?? [],
    sample: operation.sample ?? null,
    hasInputs: (operation.inputFields ?? []).length > 0,
  };
}

export const findStep = (kind: string, key: string): Step | null => allSteps().find((step) => step.kind === kind && step.key === key) ?? null;
