import type { AnyQuery } from '../command.ts'
import type { Questions } from '../pure/questions.ts'

/** No answer of ours is nested deeper than a list of groups; what is deeper could not even be hashed. */
const deepestBody = 20
const smallestLimit = 2 * 1024 * 1024
/** A letter of most scripts is three bytes, and a form sends each of them as three signs. */
const signsALetter = 9
/** Choices, days and names of fields. */
const shortest = 200

/** The ids and filters in an address; undefined where there can be no such record, as with a sign that no text here holds. */
export function aboutIn(query: Pick<AnyQuery, 'about'>, given: unknown): Record<string, unknown> | undefined {
  const about = query.about.safeParse(given)
  return about.success && !Object.values(about.data).some(holdsNul) ? about.data : undefined
}

/** The longest body, in bytes, that the longest answers to any of these questions come in, and never less than 2 MiB. */
export function longestBody(all: readonly Questions[]): number {
  const longest = Math.max(...all.map(charactersIn))
  return Math.max(smallestLimit, longest * signsALetter)
}

export interface CommandBody {
  about: unknown
  answers: unknown
  version: number | undefined
}

/** What was sent to a command; a sentence where it cannot be one, so that no safeguard in it is passed over in silence. */
export function commandBody(body: unknown): CommandBody | string {
  if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body)))
    return 'What was sent is no object: send {"about": {…}, "answers": {…}}.'
  const { about, answers, version } = (body ?? {}) as Record<string, unknown>
  if (isDeeper([about, answers], deepestBody)) return 'What was sent is nested too deeply.'
  if (version !== undefined && version !== null && !Number.isSafeInteger(version))
    return 'The version must be a whole number, as the record had it when it was read.'
  return { about: about ?? {}, answers: answers ?? {}, version: (version ?? undefined) as number | undefined }
}

const holdsNul = (value: unknown) => typeof value === 'string' && value.includes('\0')

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1))
}

function charactersIn(questions: Questions): number {
  return Object.values(questions).reduce((sum, question) => sum + charactersOf(question), 0)
}

function charactersOf(question: Questions[string]): number {
  if (question.kind === 'list') return question.most * charactersIn(question.of)
  return 'most' in question && question.kind !== 'number' ? question.most : shortest
}
