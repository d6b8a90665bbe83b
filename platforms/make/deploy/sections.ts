import type { ComponentKind, ModuleType } from './app_folder.js';

/** A part of a component that Make keeps as one text. */
export interface Section {
  /** Last part of its address. */
  readonly route: string;
  /** Its name in Make's list of checksums; JSONC texts have a second one with `_jsonc` behind it. */
  readonly checksum: string;
  readonly contentType: string;
}

const jsonc = (route: string): Section => ({ route, checksum: route, contentType: 'application/jsonc' });
const json = (route: string): Section => ({ route, checksum: route, contentType: 'application/json' });

/**
 * Which section each code file of `makecomapp.json` belongs to, as Make's editor extension deploys it
 * (integromat/vscode-apps-sdk, component-code-def.ts).
 */
export const SECTIONS: Readonly<Record<ComponentKind | 'app', Readonly<Record<string, Section>>>> = {
  app: {
    base: jsonc('base'),
    common: json('common'),
    readme: { route: 'readme', checksum: 'content', contentType: 'text/markdown' },
    groups: json('groups'),
  },
  connection: { communication: jsonc('api'), params: jsonc('parameters'), common: json('common') },
  rpc: { communication: jsonc('api'), params: jsonc('parameters') },
  module: {
    communication: jsonc('api'),
    epoch: jsonc('epoch'),
    staticParams: jsonc('parameters'),
    mappableParams: jsonc('expect'),
    interface: jsonc('interface'),
    samples: jsonc('samples'),
    scope: jsonc('scope'),
  },
};

/** Numbers that Make's API has for the kinds of modules. */
export const TYPE_IDS: Readonly<Record<ModuleType, number>> = { trigger: 1, action: 4, search: 9, universal: 12 };

/** Under which name a described value stands in Make's list of checksums. */
export const CHECKSUM_NAMES: Readonly<Record<string, string>> = {
  label: 'label',
  description: 'description',
  typeId: 'type_id',
  crud: 'crud',
  connection: 'account_name',
  altConnection: 'alt_account_name',
};
