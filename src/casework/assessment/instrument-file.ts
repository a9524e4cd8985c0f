import type { z } from 'zod'
import { type Content, content, type Wrong, wrongWith } from './instrument.ts'
import { lineOfFault, linesOf, written } from './json-lines.ts'

/** What is wrong in a file, with the line and the path where it is to be put right. */
export interface WrongInFile {
  line: number
  path: string
  message: string
}

export type Read = { content: Content; wrong: [] } | { content?: undefined; wrong: WrongInFile[] }

const added = /scor|weight|point|total|rank|rating|level|colou?r/i

/** Reads an instrument from the text of its file, or says everything that is wrong with it. Nothing is guessed. */
export function readInstrument(text: string): Read {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { wrong: [{ line: lineOfFault(text, error), path: '', message: 'From here on this is not JSON' }] }
  }
  const checked = content.safeParse(json)
  const wrong = checked.success ? wrongWith(checked.data) : checked.error.issues.flatMap(inOurWords)
  if (checked.success && !wrong.length) return { content: checked.data, wrong: [] }
  const lines = linesOf(text)
  return { wrong: wrong.map(({ path, message }) => ({ line: lineAt(lines, path), path: written(path), message })) }
}

/** An instrument as the text of a file, which `readInstrument` reads again. */
export const writeInstrument = (of: Content): string => `${JSON.stringify(of, null, 2)}\n`

function inOurWords(issue: z.core.$ZodIssue): Wrong[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code !== 'unrecognized_keys')
    return [
      {
        path,
        message: issue.code === 'invalid_type' && !path.length ? 'The file must hold one object' : issue.message,
      },
    ]
  return issue.keys.map((key) => ({
    path: [...path, key],
    message: added.test(key)
      ? `“${key}” is not taken: nobody is scored, ranked or coloured here`
      : `“${key}” is not known here: leave it out`,
  }))
}

/** The line of a path, or of the nearest thing around it that is there. */
function lineAt(lines: ReadonlyMap<string, number>, path: Wrong['path']): number {
  for (let length = path.length; length >= 0; length--) {
    const line = lines.get(written(path.slice(0, length)))
    if (line !== undefined) return line
  }
  return 1
}
