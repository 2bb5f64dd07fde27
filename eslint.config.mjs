import next from '@next/eslint-plugin-next';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { shellRules } from './scripts/check/shell-rules.mjs';

export default tseslint.config(
  { ignores: ['.next/**', 'dist/**', 'lib/generated/**', 'node_modules/**', '**/*.mjs', '**/*.cjs', 'next.config.js', 'next-env.d.ts', 'scripts/**', 'data/**', '**/.artifacts/**'] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  {
    plugins: { '@next/next': next, 'react-hooks': hooks },
    rules: {
      ...next.configs.recommended.rules,
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
  // The table of verbs and their files: two lines for each, and nothing else.
  { files: ['lib/services/implementations.ts'], rules: { 'max-lines': 'off' } },
  { files: ['lib/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...shellRules] } },
  { files: ['**/*.test.ts', '**/*.test.tsx', 'tests/**'], rules: { 'max-lines': 'off' } },
);
