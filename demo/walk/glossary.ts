import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capital } from '../../src/platform/pure/words.ts'

/** A word of the work and what it means, in which some words may stand in italics. */
export interface Meaning {
  word: string
  /** What its address ends in. */
  at: string
  /** Every second part is in italics. */
  means: readonly string[]
}
export interface Chapter {
  title: string
  meanings: readonly Meaning[]
}

const glossary = join(import.meta.dirname, '../../docs/glossary.md')

/** The words of the work as docs/glossary.md has them: one list for whoever builds, whoever works here and whoever walks. */
export const readGlossary = (): Chapter[] =>
  readFileSync(glossary, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const [title = '', ...lines] = chapter.split('\n')
      const entries = ` ${lines.join(' ')}`.split(' - **').slice(1)
      return { title, meanings: entries.map(meaningIn) }
    })

function meaningIn(entry: string): Meaning {
  const [, word = '', means = ''] = /^([^*]+)\*\*:?\s*(.*)$/.exec(entry.replace(/\s+/g, ' ').trim()) ?? []
  return { word, at: anchorOf(word), means: capital(means).replaceAll('**', '*').split('*') }
}

/** What the address of a word ends in: "section-36-decision". */
export const anchorOf = (word: string): string => word.toLowerCase().replace(/\W+/g, '-')
