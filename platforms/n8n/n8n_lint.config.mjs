import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** The rules of `n8n-node lint`, without its command line: that brings 700 MB. The name keeps ESLint from taking it for the project's own. */
export default tseslint.config(
  { ignores: ['dist', 'node_modules', '*.mjs', 'bundle', 'examples', 'package-lock.json', 'tsconfig.json'] },
  n8nCommunityNodesPlugin.configs.recommended,
  { plugins: { 'n8n-nodes-base': n8nNodesBase } },
  { files: ['**/*.ts', '**/*.json'], languageOptions: { parser: tseslint.parser } },
  { files: ['package.json'], rules: { ...n8nNodesBase.configs.community.rules } },
  {
    files: ['credentials/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.credentials.rules,
      // Both as in n8n's own configuration: not valid for community nodes.
      'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
      'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
    },
  },
  {
    files: ['nodes/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.nodes.rules,
      // As in n8n's own configuration.
      'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
      'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
      'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
    },
  },
);
