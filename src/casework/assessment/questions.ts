import { type Answers, choice, confirm, list, narrative, text } from '../../platform/pure/questions.ts'
import { mostItems } from './instrument.ts'

/** Why it is made: told in the chronology, and what the exit asks for. */
export const occasions = {
  'before the panel': 'Before the panel considers the case',
  review: 'To see what has changed',
  'at exit': 'At the exit from support',
}
export type Occasion = keyof typeof occasions
export const occasionWords = (occasion: string): string => occasions[occasion as Occasion] ?? occasion

export const beginQuestions = {
  occasion: choice({ label: 'Why is it made now?', missing: 'Choose why it is made now', optionsFrom: 'occasions' }),
  instrument: choice({
    label: 'With which instrument?',
    missing: 'Choose an instrument',
    optionsFrom: 'instruments',
    uuid: true,
  }),
}
export type Begin = Answers<typeof beginQuestions>

/** What can be found on an item. Words, never a number: nothing here is added up. */
export const findings = {
  present: 'Present',
  not: 'Not present',
  unknown: 'Not known',
}
export type Finding = keyof typeof findings

const found = { question: 'found', is: ['present', 'not'] } as const
export const evidenceQuestions = {
  found: choice({ label: 'Is it present?', missing: 'Choose whether it is present', options: findings }),
  evidence: narrative({
    label: 'What is the evidence?',
    missing: 'Enter the evidence, or choose that it is not known',
    called: 'The evidence',
    most: 5_000,
    rows: 3,
    onlyWhen: found,
  }),
  source: text({
    label: 'Who or what does it come from, and of when is it?',
    missing: 'Enter who or what it comes from',
    called: 'The source',
    most: 300,
    onlyWhen: found,
  }),
}
export const itemsQuestions = {
  items: list({
    label: 'Items',
    item: 'item',
    most: mostItems,
    // chosen and not hidden: an item that nobody has answered yet is told like every other
    of: {
      item: choice({ label: 'Item', missing: 'This item is not asked here', optionsFrom: 'items' }),
      ...evidenceQuestions,
    },
  }),
}
export type Items = Answers<typeof itemsQuestions>
export type Answered = Items['items'][number]

export const strengthsQuestions = {
  strengths: list({
    label: 'What protects the person, and what they are good at',
    hint: 'People, places, interests, plans, beliefs: whatever holds them, or could.',
    item: 'strength',
    optional: true,
    most: 20,
    of: {
      strength: narrative({ label: 'What is it?', missing: 'Enter what it is', most: 2_000, rows: 2 }),
      evidence: narrative({
        label: 'How does it show?',
        missing: 'Enter how it shows',
        called: 'The evidence',
        most: 5_000,
        rows: 3,
      }),
      source: text({
        label: 'Who or what does it come from, and of when is it?',
        missing: 'Enter who or what it comes from',
        called: 'The source',
        most: 300,
      }),
    },
  }),
  noStrengths: narrative({
    label: 'Why is no strength named?',
    hint: 'Needed only when none is.',
    most: 2_000,
    rows: 2,
    optional: true,
  }),
}
export type Strengths = Answers<typeof strengthsQuestions>

export const needsQuestions = {
  needs: list({
    label: 'What the person needs',
    hint: 'The plan answers each with an action or with a reason. Leave it blank if there is none.',
    item: 'need',
    optional: true,
    most: 20,
    of: { need: narrative({ label: 'What is the need?', missing: 'Enter the need', most: 2_000, rows: 2 }) },
  }),
}
export type Needs = Answers<typeof needsQuestions>

export const summaryQuestions = {
  summary: narrative({
    label: 'What does all of this come to?',
    hint: 'In your own judgement, and in words the panel can use. A number of factors is no judgement.',
    missing: 'Enter what all of this comes to',
    called: 'The summary',
    most: 10_000,
  }),
  changes: narrative({
    label: 'What has changed since the last assessment?',
    hint: 'Needed when there was one before.',
    called: 'What has changed',
    most: 10_000,
    optional: true,
  }),
  ownView: narrative({
    label: 'What does the person themselves say?',
    hint: 'If they were not asked, say why.',
    missing: 'Enter what the person says, or why they were not asked',
    called: 'What the person says',
    most: 5_000,
  }),
}
export type Summary = Answers<typeof summaryQuestions>

export const finishQuestions = {
  checked: confirm({
    label: 'I have checked it. Once it is finished it is not changed: a correction is a new assessment.',
    missing: 'Tick the box when you have checked it',
  }),
}
export const setAsideQuestions = {
  reason: narrative({
    label: 'Why is it set aside?',
    missing: 'Enter why it is set aside',
    called: 'The reason',
    most: 2_000,
    rows: 3,
  }),
}
export type SetAside = Answers<typeof setAsideQuestions>
