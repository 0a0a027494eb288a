import next from 'eslint-config-next/core-web-vitals'
import typescript from 'eslint-config-next/typescript'

/** Whether a type is that of a JSON column as Prisma reads it. */
const isOfJsonColumn = (type) =>
  (type.isUnion() ? type.types : [type]).some((part) =>
    ['JsonObject', 'JsonArray'].includes(part.aliasSymbol?.name ?? part.symbol?.name),
  )

const olek = {
  rules: {
    'stored-json-through-schema': {
      meta: { type: 'problem', schema: [] },
      create(context) {
        const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices
        const checker = program.getTypeChecker()
        return {
          TSAsExpression(node) {
            if (isOfJsonColumn(checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node.expression))))
              context.report({
                node,
                message: 'A JSON column is read through its schema (stored.ts of its room), never cast.',
              })
          },
        }
      },
    },
  },
}

const config = [
  { ignores: ['.next*/', '.data/', 'lib/shared/generated/', 'next-env.d.ts', 'test-results/'] },
  ...next,
  ...typescript,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { olek },
    rules: {
      'olek/stored-json-through-schema': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      'max-params': ['error', 5],
      'no-restricted-syntax': [
        'error',
        ...[
          'TSTypeAliasDeclaration',
          'TSInterfaceDeclaration',
          'ClassDeclaration',
          'FunctionDeclaration',
        ].map((kind) => ({
          selector: `${kind}[id.name=/.(Service|Manager|Helper|Util|Handler|Data|Info|Dto)s?$/]`,
          message: 'This ending says nothing; name the thing or the act.',
        })),
        {
          selector:
            'SpreadElement > ObjectExpression, SpreadElement > ArrayExpression, JSXSpreadAttribute > ObjectExpression',
          message: 'Written out: spreading a literal switches off the check of excess properties.',
        },
      ],
    },
  },
  {
    // The cast is written as tables: a line a person, a column a parameter.
    files: ['prisma/cast*.ts'],
    rules: { 'max-params': 'off' },
  },
  {
    // What the sandbox's control API answers is looked at by the tests themselves.
    files: ['tests/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off', 'olek/stored-json-through-schema': 'off' },
  },
]

export default config
