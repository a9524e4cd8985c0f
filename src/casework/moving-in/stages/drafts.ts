import type { Option } from '../../../platform/pure/questions.ts'
import type { Cells } from '../cells.ts'
import type { Lists } from '../queries/lists.ts'
import type { Step } from './questions.ts'

/** What the row says about the person and the case, as far as the later steps need it. */
export interface About {
  today: string
  receivedOn: string | undefined
  born: string | undefined
  ageAbout: number | undefined
  /** The force of their home, by the row or for the whole file. */
  hasForce: boolean
}

/** What a step is read from. */
export interface Told {
  cells: Cells
  lists: Lists
  about: About
}

export type Draft = Partial<Step> & Pick<Step, 'step'>

export const words = (...values: string[]): Option[] => values.map((value) => ({ value, label: value }))

/** A particular of a step, where there is one. */
export const some = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value })
