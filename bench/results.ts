import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './rounds.ts'

/** One line of the table. `ratio` is the figure to what it is held against; `met` is null where there is no goal. */
export interface Row {
  name: string
  figure: number
  unit: string
  /** From the lowest to the highest round. */
  spread: [number, number] | null
  against: string
  ratio: number | null
  goal: string
  met: boolean | null
}

/** Rows by the measure that gave them. */
export type Measures = Record<string, Row[]>

const root = join(import.meta.dirname, '..')
const [from, to] = ['<!-- bench: written by npm run bench -->', '<!-- /bench -->']

export const rounded = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** A row from a measured figure. */
export function row(name: string, measured: Measured | number, unit: string, rest: Partial<Row> = {}): Row {
  const figure = typeof measured === 'number' ? measured : measured.median
  const spread: Row['spread'] = typeof measured === 'number' ? null : [rounded(measured.low), rounded(measured.high)]
  const ratio = rest.ratio === null || rest.ratio === undefined ? null : rounded(rest.ratio)
  return { name, unit, against: '', goal: '', met: null, spread, ...rest, figure: rounded(figure), ratio }
}

export const machine = (database: string) =>
  `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, PostgreSQL ${database}; servers, database and load side by side`

/**
 * Keeps what was measured: bench/results.json, and the table in the README between its markers. Rows of measures that
 * were not measured this time stay as they were.
 */
export function keep(measured: Measures, on: string) {
  const file = join(import.meta.dirname, 'results.json')
  const before: Measures = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).measures : {}
  const measures = { ...before, ...measured }
  writeFileSync(file, `${JSON.stringify({ machine: on, measures }, null, 2)}\n`)
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [start, end] = [readme.indexOf(from), readme.indexOf(to)]
  if (start < 0 || end < start) return
  const rows = Object.values(measures).flat()
  writeFileSync(
    join(root, 'README.md'),
    `${readme.slice(0, start + from.length)}\n${table(rows, on)}\n${readme.slice(end)}`,
  )
}

export function table(rows: readonly Row[], on: string): string {
  const lines = rows.map(({ name, figure, unit, spread, against, ratio, goal, met }) =>
    [
      name,
      `${figure.toLocaleString('en')} ${unit}${spread ? ` (${spread.map((each) => each.toLocaleString('en')).join(' to ')})` : ''}`,
      against || '–',
      ratio ?? '–',
      goal || '–',
      met === null ? '–' : met ? 'met' : 'not met',
    ].join(' | '),
  )
  return [
    '',
    `Measured on: ${on}.`,
    '',
    '| | figure (spread) | against | ratio | goal | |',
    '|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
    '',
    '',
  ].join('\n')
}
