/** A path into a JSON text as it is written in JavaScript: `dimensions[0].items[3].code`. */
export const written = (path: readonly (string | number)[]): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at ? `.${step}` : step)).join('')

/** The line, from 1, on which each path of a valid JSON text begins. The whole is the empty path. */
export function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>([['', 1]])
  const open: { path: (string | number)[]; key: string | number; isList: boolean; awaitsKey: boolean }[] = []
  let line = 1
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|\n|[^\s{}[\],:"]+/g)) {
    const top = open.at(-1)
    if (token === '\n') line++
    else if (token === ',') {
      if (top?.isList) top.key = (top.key as number) + 1
      else if (top) top.awaitsKey = true
    } else if (token === '}' || token === ']') open.pop()
    else if (top?.awaitsKey && token !== ':') {
      top.key = JSON.parse(token) as string
      top.awaitsKey = false
      lines.set(written([...top.path, top.key]), line)
    } else if (token !== ':') {
      const path = top ? [...top.path, top.key] : []
      if (top?.isList) lines.set(written(path), line)
      if (token === '{') open.push({ path, key: '', isList: false, awaitsKey: true })
      if (token === '[') open.push({ path, key: 0, isList: true, awaitsKey: false })
    }
  }
  return lines
}

/** Where a text stops being JSON: the line of the place that the engine names, or the last. */
export function lineOfFault(text: string, error: unknown): number {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length
}
