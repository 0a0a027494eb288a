/**
 * Who may import whom: `app` shows, `lib` decides, `outside` talks, `deliveries` remembers to talk. The rooms of `lib` stand
 * floor by floor, ground first; a room imports from its own floor and from below, types too.
 */
const floors = [
  'shared',
  'messages',
  'access',
  'settings',
  'import',
  'outside',
  'deliveries',
  'learners',
  'grants',
  'registrants',
  'schools',
  'documents',
  'register',
  'telling',
  'desk',
]
const rooms = floors
  .slice(2)
  .filter((room) => room !== 'outside')
  .join('|')
/** A room or one of its sub-rooms. */
const inRoom = '^lib/[a-z/]+/'
/** What another room may ask: queries and commands, and what is named here because several rooms speak of it. */
const doors = [
  `${inRoom}(queries|commands)`,
  '^lib/(access|settings)/',
  '^lib/deliveries/(post|deliver|move|topics|jobs|letters|person-thread|registry-thread|readdress|pupil-message|route|unsendable)\\.ts$',
  '^lib/import/(acts|cells|read|sheets-of|written|schema|stored)\\.ts$',
  '^lib/learners/(reserved|schema)\\.ts$',
  '^lib/(documents/(visibility|load|move)|registrants/standing|schools/scope)\\.ts$',
].join('|')
const pure = `${inRoom}rules/`
const notType = { dependencyTypesNot: ['type-only'] }

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule(
      'no-circles',
      'Two files that need each other are one thing, or lack a third.',
      {},
      { circular: true },
    ),
    rule('everything-is-found', 'An import must lead somewhere.', {}, { couldNotResolve: true }),
    rule(
      'only-packages-we-asked-for',
      'A package that came along with another may leave with it.',
      { pathNot: '^tests/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'tests-and-tools-stay-outside',
      'What runs in the office never needs tests, scripts, the cast or the sandbox.',
      { path: '^(app|components|lib|proxy|instrumentation)' },
      { path: '^(tests|scripts|prisma|sandbox)/' },
    ),
    rule(
      'development-packages-stay-outside',
      'A package for development is not there in production.',
      { path: '^(app|components|lib|sandbox|prisma|scripts/(start|olek|worker))' },
      { dependencyTypes: ['npm-dev'], ...notType },
    ),

    rule(
      'app-knows-no-tables',
      'A page hands its connection to a query; it never asks the tables or a neighbour itself.',
      { path: '^app/', pathNot: '^app/api/' },
      { path: '^lib/(shared/generated/client|outside/)', ...notType },
    ),
    rule(
      'page-asks-and-shows',
      'A page takes what it shows from queries, lifecycle and schema, and who is asking from access.',
      { path: '^app/.*(page|layout)\\.tsx$' },
      {
        path: `^lib/(${rooms})/`,
        pathNot: `${inRoom}(queries|schema)|^lib/documents/rules/lifecycle|^lib/settings/|^lib/access/(?!action)`,
        ...notType,
      },
    ),
    rule(
      'action-is-one-wrapped-command',
      'An action names a schema and a command, and officeAction joins them.',
      { path: '^app/.*actions\\.ts$' },
      {
        path: '^lib/',
        pathNot: `${inRoom}(commands|schema)|^lib/access/`,
        ...notType,
      },
    ),
    rule(
      'part-of-a-page-only-looks',
      'A client part knows the form it fills in and the sentences it says.',
      { path: '^app/.*\\.tsx$', pathNot: '(page|layout|error|not-found)\\.tsx$' },
      {
        path: `^lib/(${rooms}|outside)/`,
        pathNot: `${inRoom}(schema|rules/(lifecycle|fields))|^lib/(access|settings)/queries`,
        ...notType,
      },
    ),
    rule(
      'components-know-no-rules',
      'A component shows what it is given; the office is none of its business.',
      { path: '^components/' },
      { path: '^(app|lib)/', pathNot: '^lib/(messages/|shared/(dates|money|paging))', ...notType },
    ),

    rule(
      'lib-does-not-look-up-at-app',
      'What the office knows does not depend on how it is shown.',
      { path: '^lib/' },
      { path: '^(app|components)/' },
    ),
    rule(
      'shared-knows-no-room',
      'What all rooms share can belong to none.',
      { path: '^lib/shared/' },
      { path: '^lib/', pathNot: '^lib/shared/' },
    ),
    rule(
      'messages-know-no-room',
      'Sentences are given their parameters.',
      { path: '^lib/messages/' },
      { path: '^lib/', pathNot: '^lib/(messages|shared)/', ...notType },
    ),
    ...floors
      .slice(1)
      .map((room, at) =>
        rule(
          `${floors[at]}-does-not-look-up`,
          'A room imports only from below: what stands above may go, and it stands.',
          { path: `^lib/${floors[at]}/` },
          { path: `^lib/(${floors.slice(at + 1).join('|')})/` },
        ),
      ),
    rule(
      'rules-do-nothing',
      'Rules decide from the facts they are given: no database, no clock, no log, no I/O.',
      { path: pure },
      {
        path: '^lib/(access|outside|shared/(db|clock|log|env|generated/client))|/(queries|commands|pdf)',
        ...notType,
      },
    ),
    rule(
      'rules-touch-no-machine',
      'A rule that reads files or asks the network is not a rule.',
      { path: pure },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'rules-read-rules',
      'The rules of a room read another room’s rules and schema, never what stands behind its doors.',
      { path: pure },
      {
        path: `^lib/(${rooms})/`,
        pathNot: `${pure}|${inRoom}schema|^lib/(settings/settings|deliveries/topics)`,
        ...notType,
      },
    ),
    rule(
      'rooms-meet-at-their-doors',
      'A room asks another room’s queries, commands and rules, never what lies behind them.',
      { path: `^lib/(${rooms})/` },
      { path: `^lib/(${rooms})/`, pathNot: `^lib/$1/|${doors}|${pure}|${inRoom}schema`, ...notType },
    ),
    rule(
      'pdf-only-prints',
      'A document’s paper is made from what it is given.',
      { path: '^lib/documents/paper/(pdf|paper|table|text|words)\\.ts$' },
      {
        path: '^lib/',
        pathNot:
          '^lib/(messages/|shared/(dates|drawing|money)|documents/(paper/(pdf|paper|table|text|words)|rules/fields))',
        ...notType,
      },
    ),

    rule(
      'only-telling-talks',
      'No act waits for a neighbour: it posts, and what is told is said in one room.',
      { path: '^lib/', pathNot: '^lib/(telling|outside)/' },
      { path: '^lib/outside/', ...notType },
    ),
    rule(
      'nobody-looks-into-the-desk',
      'The desk and the search look into every room; only pages show them.',
      { path: '^lib/', pathNot: '^lib/desk/' },
      { path: '^lib/desk/' },
    ),
    rule(
      'a-neighbour-knows-nothing-of-us',
      'A wire format and its client carry none of our rules; texts have one written form wherever they come from.',
      { path: '^lib/outside/' },
      { path: '^lib/', pathNot: '^lib/(outside/|shared/(written|email))' },
    ),
    rule(
      'a-neighbour-knows-no-other',
      'Each neighbour’s folder can be removed alone.',
      { path: '^lib/outside/([^/]+)/' },
      { path: '^lib/outside/[^/]+/', pathNot: '^lib/outside/$1/' },
    ),
    rule(
      'sandbox-stands-alone',
      'What plays the neighbours must not share the code it tests.',
      { path: '^sandbox/' },
      { path: '^(app|components|lib|prisma|scripts|tests)/' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data|next-env|lib/shared/generated/(internal|models))' },
  },
}
