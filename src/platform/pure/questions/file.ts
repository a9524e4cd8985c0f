import type { Kind } from '../../files/kinds.ts'
import type { Questions } from './question.ts'

/** A file that was taken in, looked over, and belongs to nothing yet. */
export interface ReceivedFile {
  uploadId: string
  name: string
  /** What it is by its content. */
  kind: Kind
  bytes: number
  /** 'waiting': the scanner was away, so nobody opens it before it was. 'not scanned': this town has none. */
  scan: 'clean' | 'waiting' | 'not scanned'
}

/** What a file's field carries once the file was received: the upload's id, and the file's name to be shown again. */
const carried = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?: ([^\u0000-\u001f\u007f]{1,200}))?$/

/** The upload's id in a file's raw answer, which may have the name behind it. */
export const idOfFile = (raw: string): string => raw.slice(0, 36)

/** The raw answer for a file that was received. */
export const fileAnswer = ({ uploadId, name }: { uploadId: string; name: string }): string => `${uploadId} ${name}`

/** The name in a raw answer, or in what was received; '' when there is none. */
export function nameOfFile(answer: unknown): string {
  if (typeof answer === 'string') return carried.exec(answer)?.[2] ?? ''
  return (answer as { name?: string } | undefined)?.name ?? ''
}

export const isFileAnswer = (raw: string): boolean => carried.test(raw)

/** What the form holds in the place of a file that was not kept: the sentence that says why. */
export const whyRefused = (raw: unknown): string | undefined => {
  const { refused } = (raw ?? {}) as { refused?: unknown }
  return typeof refused === 'string' ? refused : undefined
}

/** Whether any of the questions, also within a list, asks for a file. */
export const asksForAFile = (questions: Questions): boolean =>
  Object.values(questions).some(
    (question) => question.kind === 'file' || (question.kind === 'list' && asksForAFile(question.of)),
  )

/** Whether the field of a form is that of a file: `document`, `documents-0-file`. */
export function isFileField(questions: Questions, field: string): boolean {
  const [name, index, ...rest] = field.split('-')
  const question = Object.hasOwn(questions, name!) ? questions[name!] : undefined
  if (!question) return false
  if (index === undefined) return question.kind === 'file'
  return question.kind === 'list' && /^\d{1,6}$/.test(index) && isFileField(question.of, rest.join('-'))
}
