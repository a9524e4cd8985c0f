import { chosenColumns, isProblems } from '../../platform/pure/columns.ts'
import { type Fact, type Problems, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { Answers } from '../../platform/pure/questions.ts'
import { noSpreadsheet } from '../../platform/pure/spreadsheet-received.ts'
import { fields } from './fields.ts'
import type { FieldName, Mapping } from './mapping.ts'
import type { Step } from './queries/how-far.ts'
import type { columnQuestions, startQuestions } from './questions.ts'

export interface Started extends Fact {
  is: 'moving in started'
  uploadId: string
  movingInId?: string
}

export function start({ spreadsheet }: Answers<typeof startQuestions>) {
  const { uploadId } = spreadsheet
  return noSpreadsheet('spreadsheet', spreadsheet) ?? ({ is: 'moving in started', uploadId } satisfies Started)
}

interface Known {
  movingInId: string
  step: Step
  header: readonly string[]
  counts: Partial<Record<string, number>>
}

export interface ColumnsChosen extends Fact {
  is: 'columns chosen'
  movingInId: string
  mapping: Mapping
  homeForce: string | undefined
  keepAs: string | undefined
}

/** Which column holds what; it may be said again until the rows are moved in. */
export function chooseColumns(
  { movingInId, step }: Known,
  answers: Answers<typeof columnQuestions>,
): ColumnsChosen | Refusal | Problems {
  if (!['to map', 'checking', 'checked'].includes(step))
    return refuse('The columns of this file cannot be chosen any more.')
  const { keepAs, policeForce: homeForce, ...columns } = answers
  const mapping = chosenColumns<FieldName>(fields, columns)
  return isProblems(mapping) ? mapping : { is: 'columns chosen', movingInId, mapping, homeForce, keepAs }
}

/** The good rows are moved in once the report is there. */
export function go({ movingInId, step, counts }: Known) {
  if (step !== 'checked') return refuse('The rows of this file are not checked yet, or were moved in already.')
  if (!counts.good) return refuse('There is no good row in this file.')
  return { is: 'moving in confirmed' as const, movingInId }
}

interface Standing extends Known {
  by: string
  isHere: boolean
  waiting: number
  held: number
}

/** What only goes on in somebody's name; to read a file needs nobody. */
const inTheirName: readonly Step[] = ['checking', 'moving in', 'taking back']

/** Why nothing goes on with a file until a coordinator says so; undefined where it does, or nothing is left to do. */
export function whyStill({ by, isHere, step, waiting, held }: Standing): string | undefined {
  if (!isHere && (inTheirName.includes(step) || (step === 'moved in' && waiting + held > 0)))
    return `${by} does not work here any more, or coordinates no more: nothing goes on in their name.`
  if (step === 'moved in' && held > 0)
    return `${held === 1 ? 'One row tells' : `${held} rows tell`} of decisions that could not be moved in: the report says why.`
  return undefined
}

/** A coordinator goes on with it in their own name; what could not be moved in is tried again. */
export function goOn(known: Standing) {
  return whyStill(known)
    ? { is: 'moving in taken over' as const, movingInId: known.movingInId }
    : refuse('Nothing of this file waits for somebody to go on with it.')
}

/** What a row tells further is left out by a person, who has read it. */
export function leaveOut({
  rowId,
  caseId,
  isOver,
  reasons,
}: {
  rowId: string
  caseId: string
  isOver: boolean
  reasons: string[]
}) {
  if (!isOver) return refuse('This file is being worked on: wait until it is moved in.')
  return { is: 'steps left out' as const, rowId, caseId, reasons }
}

/** What was moved in is taken back as one act, once it is done. */
export function takeBack({ movingInId, step }: Known) {
  if (step !== 'moved in') return refuse('Only what was moved in can be taken back, and once.')
  return { is: 'moving in taken back' as const, movingInId }
}
