/** A Zapier app with one trigger and one action that each send one request; what any app of Zapier's costs at least. */
const SOURCE = `import { defineApp, version as platformVersion, type Bundle, type ZObject } from 'zapier-platform-core';
import packageJson from './package.json' with { type: 'json' };

const URL = 'https://example.com/items';
const list = async (z: ZObject) => (await z.request({ url: URL })).data as { id: string }[];
const create = async (z: ZObject, bundle: Bundle) => (await z.request({ url: URL, method: 'POST', body: bundle.inputData })).data as { id: string };

export default defineApp({
  version: packageJson.version,
  platformVersion,
  triggers: {
    item: {
      key: 'item',
      noun: 'Item',
      display: { label: 'New Item', description: 'Triggers when an item is made.' },
      operation: { type: 'polling', perform: list, sample: { id: '1' } },
    },
  },
  creates: {
    item: {
      key: 'item',
      noun: 'Item',
      display: { label: 'Create Item', description: 'Creates an item.' },
      operation: { inputFields: [{ key: 'name', label: 'Name', required: true }], perform: create, sample: { id: '1' } },
    },
  },
});
`;

/**
 * Its files by path. It is built by the same command as ours.
 *
 * @param ours our `package.json`, parsed
 */
export function minimalApp(ours: { readonly scripts: Readonly<Record<string, string>>; readonly exports: Readonly<Record<string, unknown>>; readonly dependencies: Readonly<Record<string, string>> }): Record<string, string> {
  const packageJson = {
    name: 'minimal-zapier-app',
    version: '1.0.0',
    private: true,
    type: 'module',
    exports: { '.': ours.exports['.'] },
    scripts: { bundle: ours.scripts['bundle'] },
    dependencies: { 'zapier-platform-core': ours.dependencies['zapier-platform-core'] },
  };
  return { 'package.json': JSON.stringify(packageJson, null, 2), 'index.ts': SOURCE };
}
