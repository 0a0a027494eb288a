/**
 * Who may import whom: `app` shows, `lib` decides, `outside` talks, `deliveries` remembers to talk.
 * Types may be imported from anywhere, unless a rule says otherwise: they leave no trace at run time.
 */
const rooms = 'documents|grants|learners|registrants|schools|deliveries|import'
const pureFurniture = [
  ...[
    'lifecycle',
    'kinds',
    'checks',
    'warnings',
    'clashes',
    'endings',
    'sync-plan',
    'transfer-plan',
    'listed',
  ],
  ...['blocks', 'repairs', 'notes', 'attestation', 'rules', 'facts', 'fields', 'row-checks'],
  ...[
    'accepted',
    'changes',
    'registry',
    'payments',
    'trial',
    'compare',
    'school-year',
    'states',
    'kept',
    'told',
  ],
].join('|')
const pure = `^lib/(${rooms})/(${pureFurniture})(\\.ts$|/)`
const notType = { dependencyTypesNot: ['type-only'] }

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule(
      'no-circles',
      'Two files that need each other are one thing, or lack a third.',
      {},
      { circular: true, viaOnly: notType },
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
      'A page takes what it shows from queries, lifecycle and schema, and who is asking from the office.',
      { path: '^app/.*(page|layout)\\.tsx$' },
      {
        path: `^lib/(${rooms}|office)/`,
        pathNot: `^lib/((${rooms})/(queries|lifecycle|schema)|office/(?!action))`,
        ...notType,
      },
    ),
    rule(
      'action-is-one-wrapped-command',
      'An action names a schema and a command, and officeAction joins them.',
      { path: '^app/.*actions\\.ts$' },
      {
        path: '^lib/',
        pathNot: `^lib/((${rooms})/(commands|schema)|office/)`,
        ...notType,
      },
    ),
    rule(
      'part-of-a-page-only-looks',
      'A client part knows the form it fills in and the sentences it says.',
      { path: '^app/.*\\.tsx$', pathNot: '(page|layout|error|not-found)\\.tsx$' },
      {
        path: `^lib/(${rooms}|office|outside)/`,
        pathNot: `^lib/((${rooms})/(schema|lifecycle|fields)|office/queries)`,
        ...notType,
      },
    ),
    rule(
      'components-know-no-rules',
      'A component shows what it is given; the office is none of its business.',
      { path: '^components/' },
      { path: '^(app|lib)/', pathNot: '^lib/(messages/|shared/(dates|money))', ...notType },
    ),

    rule(
      'lib-does-not-look-up',
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
    rule(
      'pure-furniture-does-nothing',
      'Rules decide from the facts they are given: no database, no clock, no log, no I/O.',
      { path: pure },
      {
        path: '^lib/(office|outside|deliveries|shared/(db|clock|log|env|generated/client))|/(queries|commands|effects|pdf)\\.ts$',
        pathNot: '^lib/deliveries/topics',
        ...notType,
      },
    ),
    rule(
      'pure-furniture-touches-no-machine',
      'A rule that reads files or asks the network is not a rule.',
      { path: pure },
      { dependencyTypes: ['core'] },
    ),
    ...direction(),
    rule(
      'effects-go-through-doors',
      'What a document causes elsewhere is read and done through that room’s own doors.',
      { path: '^lib/documents/registering/effects' },
      {
        path: `^lib/(${rooms})/`,
        pathNot: '^lib/documents/|^lib/deliveries/post|^lib/[a-z]+/(commands|queries)',
        ...notType,
      },
    ),
    rule(
      'rooms-meet-at-their-doors',
      'A command or query asks another room’s queries and commands, never what lies behind them.',
      { path: `^lib/(${rooms})/(commands|queries)` },
      {
        path: `^lib/(${rooms})/`,
        pathNot: `^lib/$1/|^lib/(${rooms})/(queries|commands)|^lib/deliveries/(post|topics|jobs|readdress)|^lib/import/(acts|cells|read|sheets-of|written)|^lib/documents/visibility|^lib/registrants/standing|^lib/schools/scope|${pure}`,
        ...notType,
      },
    ),
    rule(
      'pdf-only-prints',
      'A document’s paper is made from what it is given.',
      { path: '^lib/documents/(pdf|paper)', pathNot: '/paper-of' },
      {
        path: '^lib/',
        pathNot: '^lib/(messages/|shared/(dates|drawing|money)|documents/(pdf|paper)(?!-of))',
        ...notType,
      },
    ),

    rule(
      'only-deliveries-talk',
      'No act waits for a neighbour: it posts, and a delivery talks.',
      { path: '^lib/', pathNot: '^lib/(deliveries|outside)/' },
      { path: '^lib/outside/', ...notType },
    ),
    rule(
      'a-neighbour-knows-nothing-of-us',
      'A wire format and its client carry none of our rules; texts have one written form wherever they come from.',
      { path: '^lib/outside/' },
      { path: '^lib/', pathNot: '^lib/(outside/|shared/written)' },
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

/** Pure furniture looks from the later to the earlier room, never back. */
function direction() {
  const order = ['learners', 'grants', 'schools', 'registrants', 'documents']
  return order
    .slice(0, -1)
    .map((room, at) =>
      rule(
        `pure-${room}-do-not-look-ahead`,
        'Pure furniture is read in one direction: documents, then registrants, grants and schools, then learners.',
        { path: `^lib/${room}/(${pureFurniture})` },
        { path: `^lib/(${(room === 'learners' ? order.slice(at + 1) : ['documents']).join('|')})/` },
      ),
    )
}
