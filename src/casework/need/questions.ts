import { choice, narrative, text } from '../../platform/pure/questions.ts'

const levels = ['1', '2', '3', '4'] as const

/** The continuum of need has four levels, which each town names for itself (casework.md, Referrals). */
export const levelQuestions = {
  level: choice({
    label: 'Which level of need is it now?',
    hint: 'By what is known of the needs. It says what help is fitting, and nothing about a risk',
    missing: 'Choose the level of need',
    optionsFrom: 'levels',
  }),
  reasons: narrative({
    label: 'Reasons',
    hint: 'What was looked at, and why it is this level and no other',
    missing: 'Enter the reasons',
    most: 10_000,
  }),
}

export const levelNameQuestions = {
  level: choice({
    label: 'Which level?',
    missing: 'Choose the level',
    options: levels.map((value) => ({ value, label: `Level ${value}` })),
  }),
  name: text({ label: 'What it is called here', missing: 'Enter what it is called here', most: 60 }),
  means: text({ label: 'What it means, in a sentence', missing: 'Enter what it means', most: 300 }),
}
