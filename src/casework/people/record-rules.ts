import { type Fact, type Problems, problem, type Refusal, refuse } from '../../platform/pure/outcomes.ts'
import type { BirthAnswers, EqualityAnswers, NameAnswers } from './record-questions.ts'

/** What the rules need to know of a case whose person is recorded. */
export interface OnRecord {
  caseId: string
  personId: string | null
}

/** One thing that is recorded about a person. `value` is of a code list; everything that was typed is in `said`. */
export interface ToRecord {
  kind: string
  knownHow?: string | undefined
  value?: string | undefined
  postcode?: string | undefined
  said: Readonly<Record<string, string>>
}

export interface Recorded extends Fact {
  is: 'recorded about the person'
  caseId: string
  personId: string
  kindWord: string
  record: ToRecord
}

/** Nothing is recorded about somebody before it was asked who they are: search before create (casework.md, People). */
export const whyNotRecord = ({ personId }: OnRecord): string | undefined =>
  personId ? undefined : 'Match the referral to a person first: what is recorded belongs to somebody.'

export function recordAbout(known: OnRecord, record: ToRecord): Recorded | Refusal {
  const { caseId, personId } = known
  if (!personId) return refuse(whyNotRecord(known)!)
  return { is: 'recorded about the person', caseId, personId, kindWord: record.kind, record }
}

export interface NameAdded extends Fact {
  is: 'name added'
  caseId: string
  personId: string
  name: NameAnswers
}

export function addName(known: OnRecord, name: NameAnswers): NameAdded | Refusal | Problems {
  if (!known.personId) return refuse(whyNotRecord(known)!)
  if (!name.givenNames && !name.familyName) return problem('givenNames', 'Enter a forename or a surname')
  return { is: 'name added', caseId: known.caseId, personId: known.personId, name }
}

export interface BirthRecorded extends Fact {
  is: 'birth date recorded'
  caseId: string
  personId: string
  birth: BirthAnswers
}

export function recordBirth(known: OnRecord, birth: BirthAnswers): BirthRecorded | Refusal | Problems {
  if (!known.personId) return refuse(whyNotRecord(known)!)
  if (!birth.born && birth.ageAbout === undefined) return problem('born', 'Enter a birth date or an approximate age')
  if (birth.born && birth.ageAbout !== undefined)
    return problem('ageAbout', 'Enter the birth date or an approximate age, and not both')
  return { is: 'birth date recorded', caseId: known.caseId, personId: known.personId, birth }
}

/** What is known is said with a value; what is not known is said so, and is not the same as nothing at all (facts 7.3). */
export function recordEquality(known: OnRecord, given: EqualityAnswers): Recorded | Refusal | Problems {
  const { characteristic, known: knownHow, ethnicGroup, words } = given
  const isKnown = knownHow === 'self-described' || knownHow === 'recorded by another'
  if (isKnown && characteristic === 'ethnicity' && !ethnicGroup)
    return problem('ethnicGroup', 'Choose the ethnic group')
  if (isKnown && characteristic !== 'ethnicity' && !words) return problem('words', 'Enter what is known')
  return recordAbout(known, {
    kind: characteristic,
    knownHow,
    value: isKnown && characteristic === 'ethnicity' ? ethnicGroup : undefined,
    said: isKnown && words ? { words } : {},
  })
}

export interface SaidToBeWrong extends Fact {
  is: 'said to be wrong'
  caseId: string
  entryId: string
  entry: 'name' | 'fact'
  why: string
}

export function sayWrong(
  known: { caseId: string; entryId: string; entry: 'name' | 'fact'; ended: boolean; onlyName: boolean },
  { why }: { why: string },
): SaidToBeWrong | Refusal {
  const { caseId, entryId, entry } = known
  if (known.ended) return refuse('It is marked as wrong already.')
  if (known.onlyName) return refuse('It is the only name that is known: add the right one first.')
  return { is: 'said to be wrong', caseId, entryId, entry, why }
}

export interface RecordsMerged extends Fact {
  is: 'records made one'
  caseId: string
  survivorId: string
  mergedId: string
  grounds: string
}

export function mergeRecords(
  known: OnRecord,
  { other, grounds }: { other: string; grounds: string },
): RecordsMerged | Refusal {
  if (!known.personId) return refuse(whyNotRecord(known)!)
  return { is: 'records made one', caseId: known.caseId, survivorId: known.personId, mergedId: other, grounds }
}

export interface RecordsSeparated extends Fact {
  is: 'records separated'
  caseId: string
  mergeId: string
  survivorId: string
  restoredId: string
  also: readonly string[]
  grounds: string
}

export function separateRecords(
  known: { caseId: string; mergeId: string; survivorId: string; mergedId: string; ended: boolean },
  { also = [], grounds }: { also?: readonly string[] | undefined; grounds: string },
): RecordsSeparated | Refusal {
  if (known.ended) return refuse('These records are separated already.')
  const { caseId, mergeId, survivorId, mergedId: restoredId } = known
  return { is: 'records separated', caseId, mergeId, survivorId, restoredId, also, grounds }
}
