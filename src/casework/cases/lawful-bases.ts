import type { Option } from '../../platform/pure/questions.ts'

interface LawfulBasis {
  /** As it is recorded and shown. Never reworded: a new wording is a new line, and the old one gets an end. */
  name: string
  source: string
  from: string
  until?: string
  /** Only where an agency of this kind shares. */
  onlyBy?: 'police'
}

/** On which lawful basis something about a person may be shared (facts 7.1). The first is the usual one. */
export const lawfulBases: readonly LawfulBasis[] = [
  {
    name: 'Public task: the Channel panel',
    source:
      'UK GDPR Articles 6(1)(e) and 9(2)(g); Data Protection Act 2018 Schedule 1 paragraph 6; CTSA 2015 sections 36 and 38',
    from: '2019-04-12',
  },
  {
    name: 'Public task: safeguarding a child or an adult at risk',
    source: 'UK GDPR Articles 6(1)(e) and 9(2)(g); Data Protection Act 2018 Schedule 1 paragraph 18',
    from: '2018-05-25',
  },
  {
    name: "Vital interests: somebody's life is in danger",
    source: 'UK GDPR Articles 6(1)(d) and 9(2)(c)',
    from: '2018-05-25',
  },
  {
    name: 'Law enforcement: by the police, for their own task',
    source: 'Data Protection Act 2018 Part 3, section 35(2)(b) and Schedule 8',
    from: '2018-05-25',
    onlyBy: 'police',
  },
]

/** The bases in force on a day for an agency of this kind, as options of a question. */
export const basesOn = (day: string, kind: string): Option[] =>
  lawfulBases
    .filter(({ from, until, onlyBy }) => from <= day && (!until || day <= until) && (!onlyBy || onlyBy === kind))
    .map(({ name, source }) => ({ value: name, label: name, hint: source }))
