import { type CaseFacts, type Review, type Stage, stageOf, stages } from '../../src/casework/cases/lifecycle.ts'
import { steps } from '../../src/casework/cases/steps.ts'
import { cell, introduced, table } from './markdown.ts'

/** One thing that may be recorded, and the facts that stand afterwards, `at` an instant. */
interface Move {
  says: string
  makes: (facts: CaseFacts, at: string) => Partial<CaseFacts>
  /** Where the stage alone does not say whether it can be recorded. */
  when?: (facts: CaseFacts) => boolean
}

/** What each step of the journey may record, by its page. Steps that change no stage record nothing here. */
const outcomes: Record<string, readonly Move[]> = {
  '/match': [{ says: 'matched to a person', makes: (_, at) => ({ matchedAt: at }) }],
  '/gateway': (['proceed', 'not suitable', 'police-led'] as const).map((outcome) => ({
    says: `gateway: ${outcome}`,
    makes: (_, at) => ({ gateway: { outcome, at } }),
  })),
  '/section36': [true, false].map((refers) => ({
    says: `section 36: ${refers ? 'refers' : 'does not refer'}`,
    makes: (_, at) => ({ section36: { refers, at } }),
  })),
  '/police-lead': (['the panel goes on', 'the police lead'] as const).map((answer) => ({
    says: `the chair: ${answer}`,
    makes: (_, at) => ({
      policeLead: { answer, at, lookAgainOn: answer === 'the police lead' ? at.slice(0, 10) : null },
    }),
  })),
  '/closing/propose': [
    {
      says: 'closing proposed',
      makes: ({ isRepeat, section36 }, at) => ({
        closure: {
          at,
          needsSecond: isRepeat || section36?.refers === true,
          agreed: false,
          declined: false,
          answeredAt: null,
        },
      }),
    },
  ],
  '/closing': [true, false].map((agreed) => ({
    says: `second person ${agreed ? 'agrees' : 'declines'}`,
    makes: ({ closure }, at) => ({
      closure: { ...(closure ?? { at, needsSecond: true }), agreed, declined: !agreed, answeredAt: at },
    }),
  })),
  '/panel/list': [
    {
      says: 'put on an agenda',
      makes: (_, at) => ({
        item: { id: '', kind: '', listedAt: at, meetsOn: '', meetingClosed: false, outcome: null, decidedAt: null },
      }),
    },
  ],
  '/consent': (['given', 'refused', 'withdrawn'] as const).map((answer) => ({
    says: `consent ${answer}`,
    makes: ({ plan }, at) => ({
      consent: { requestId: '', answer, at, expiresOn: null },
      ...(answer === 'given' || !plan ? {} : { plan: { ...plan, endedAt: at } }),
    }),
    when: ({ consent }) => answer !== 'withdrawn' || consent?.answer === 'given',
  })),
  '/plan/new': [{ says: 'plan written', makes: (_, at) => ({ plan: { writtenAt: at, endedAt: null } }) }],
  '/review': [
    {
      says: 'support withdrawn at a review',
      makes: ({ plan, reviews }, at) => ({
        reviews: [...reviews, reviewed('plan review', at, 'withdraw support')],
        plan: plan && { ...plan, endedAt: at },
      }),
    },
  ],
  '/exit': [{ says: 'exit', makes: (_, at) => ({ exit: { on: at.slice(0, 10), at, reviewsFollow: true } }) }],
  '/afterwards': (
    [
      ['6-month review', 'no concern'],
      ['12-month review', 'no concern'],
      ['further assessment', 'no concern'],
      ['12-month review', 'concern found'],
    ] as const
  ).map(([kind, outcome]) => ({
    says: outcome === 'concern found' ? 'concern found afterwards' : `${kind}: ${outcome}`,
    makes: ({ reviews }, at) => ({ reviews: [...reviews, reviewed(kind, at, outcome)] }),
  })),
}

/** What happens at the meeting itself is no step of somebody's list. */
const atTheMeeting: readonly Move[] = (['adopted', 'not adopted', 'more information'] as const).map((outcome) => ({
  says: `panel decides: ${outcome}`,
  makes: ({ item }, at) => ({
    item: item && { ...item, outcome, meetingClosed: true, decidedAt: at },
    decision: { outcome, at },
  }),
}))

/** The gateway can be revisited at any later time: what the panel has is then held, in the open. */
const revisited: Move = {
  says: 'gateway revisited: police-led',
  makes: (_, at) => ({ gateway: { outcome: 'police-led', at } }),
}
const panels: readonly Stage[] = [
  'ready for the panel',
  'on the agenda',
  'asking for consent',
  'planning support',
  'being supported',
]

/** The lifecycle of a case: its steps tried one after another on the one pure function that says its stage. */
export function lifecyclePaper(): string {
  const edges = explore()
  const named = (stage: Stage) => `s${stages.indexOf(stage)}`
  const diagram = [
    'stateDiagram-v2',
    ...stages.map((stage) => `  ${named(stage)}: ${stage}`),
    `  [*] --> ${named('referral received')}`,
    ...edges.map(({ from, to, says }) => `  ${named(from)} --> ${named(to)}: ${says.join(' / ')}`),
    `  ${named('finished')} --> [*]`,
  ]
  const rows = steps.map(({ text, at, roles, path }) => [
    cell(text),
    cell(roles.join(', ')),
    cell(at.join('; ')),
    `\`/cases/…${path}\``,
  ])
  return introduced(
    'The lifecycle of a case',
    `The ${stages.length} stages, and what leads from one to another. No command sets a stage: it is computed from the facts ` +
      'recorded. The arrows were found by recording, at each stage, everything that can be recorded there.',
    [
      `\`\`\`mermaid\n${diagram.join('\n')}\n\`\`\``,
      `## The steps\n\n${table(['Step', 'Whose', 'At the stages', 'Page'], rows)}`,
    ],
  )
}

interface Edge {
  from: Stage
  to: Stage
  says: string[]
}

function explore(): Edge[] {
  const edges = new Map<string, Edge>()
  const seen = new Set<string>()
  const queue = [false, true].map((isRepeat) => ({ facts: referred(isRepeat), hours: 0 }))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { stage: from } = stageOf(next.facts)
    for (const { says, makes, when } of movesAt(from)) {
      if (when?.(next.facts) === false) continue
      const hours = next.hours + 1
      const facts = { ...next.facts, ...makes(next.facts, instant(hours)) }
      const { stage: to } = stageOf(facts)
      if (to !== from) note(edges, { from, to, says: [says] })
      // Trying every order of everything would take for ever: each arrow is walked on from once, first or repeat referral.
      const arrow = [facts.isRepeat, from, says, to].join()
      if (seen.has(arrow)) continue
      seen.add(arrow)
      queue.push({ facts, hours })
    }
  }
  return [...edges.values()].sort(
    (a, b) => stages.indexOf(a.from) - stages.indexOf(b.from) || stages.indexOf(a.to) - stages.indexOf(b.to),
  )
}

const movesAt = (stage: Stage): readonly Move[] => [
  ...(stage === 'on the agenda'
    ? atTheMeeting
    : steps.filter(({ at }) => at.includes(stage)).flatMap(({ path }) => outcomes[path] ?? [])),
  ...(panels.includes(stage) ? [revisited] : []),
]

function note(edges: Map<string, Edge>, { from, to, says }: Edge) {
  const edge = edges.get(`${from} ${to}`)
  if (!edge) edges.set(`${from} ${to}`, { from, to, says })
  else edge.says = [...new Set([...edge.says, ...says])]
}

const instant = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString()
const reviewed = (kind: Review['kind'], at: string, outcome: string): Review => ({
  kind,
  on: at.slice(0, 10),
  at,
  nextOn: null,
  outcome,
})

const referred = (isRepeat: boolean): CaseFacts => ({
  caseId: '',
  openedAt: instant(0),
  matchedAt: null,
  homeForceId: null,
  isRepeat,
  leadId: null,
  gateway: null,
  closure: null,
  section36: null,
  item: null,
  decision: null,
  consentRequest: null,
  consent: null,
  plan: null,
  exit: null,
  reviews: [],
  assessments: [],
  enquiries: [],
  actions: [],
  handOvers: [],
  mistakeAskedAt: null,
  mistaken: null,
  policeLead: null,
  targets: [],
})
