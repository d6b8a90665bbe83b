/** A field that a person fills in, in words that every platform can show. */
export interface Field {
  readonly key: string;
  readonly label: string;
  /** One sentence, Markdown; absent where the label says it all. */
  readonly help?: string;
  /** `paragraphs`: any number of texts, each of which may have line breaks. */
  readonly type: 'line' | 'paragraph' | 'paragraphs' | 'integer' | 'number' | 'file' | 'pairs';
  readonly required: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
  /** What the editor fills in at first; a step that is called without a value does not assume it. */
  readonly default?: string;
  readonly min?: number;
  readonly max?: number;
  /** In characters, as people count them: an emoji is one. */
  readonly maxLength?: number;
  /** Collapsed in the editor where the platform can do that. */
  readonly group?: FieldGroup['key'];
}

export interface FieldGroup {
  readonly key: 'custom_size' | 'more' | 'money';
  readonly label: string;
}

export const FIELD_GROUPS: readonly FieldGroup[] = [
  { key: 'custom_size', label: 'Custom Size' },
  { key: 'more', label: 'More Options' },
  { key: 'money', label: 'Cost and Safety' },
];
