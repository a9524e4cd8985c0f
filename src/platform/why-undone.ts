import type { Ending } from './perform.ts'

export type Undone = Exclude<Ending, { is: 'done' }>

/** What is said where an act was not permitted, or what it is about was not there: whose act it was decides the words. */
interface Otherwise {
  notFound: string
  forbidden: string
}

/**
 * Why one act of the many that a job does was not done, in a sentence for the report: the rule's own, the problems' own,
 * or the one that the job has for it. Fails where another form would have been shown: a job shows none.
 */
export function whyUndone(ending: Undone, { notFound, forbidden }: Otherwise): string {
  switch (ending.is) {
    case 'refused':
      return ending.sentence
    case 'problems':
      return ending.problems.map(({ message }) => message).join('; ')
    case 'not found':
      return notFound
    case 'forbidden':
      return forbidden
    case 'changed':
      throw new Error('an act of a job ended as “changed”, which it cannot: it carries no version')
  }
}
