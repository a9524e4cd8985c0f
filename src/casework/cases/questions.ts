import { type Answers, choice, narrative } from '../../platform/pure/questions.ts'

export const section36Questions = {
  refers: choice({
    label: 'Are there reasonable grounds to believe that this person is vulnerable to being drawn into terrorism?',
    missing: 'Choose whether there are reasonable grounds',
    options: {
      refers: 'Yes: refer the person to the panel',
      'does not refer': 'No: do not refer the person to the panel',
    },
  }),
  grounds: narrative({
    label: 'What are the grounds, or why are there none?',
    hint: 'What was found, and why it is or is not enough. Nothing obtained from an intelligence service belongs here.',
    missing: 'Enter the grounds, or why there are none',
    called: 'The grounds',
    most: 20_000,
  }),
}
export type Section36Answers = Answers<typeof section36Questions>
