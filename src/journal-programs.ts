import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { once } from 'node:events'
import { type Program, Sentence } from './program.ts'
import {
  exportJournal,
  type Head,
  journalPublicKey,
  latestHead,
  type Verdict,
  verifyExport,
  verifyJournal,
} from './trust/journal/index.ts'

/** What a head looks like when it is kept elsewhere: the head, and the key that its signature is checked with. */
interface KeptHead {
  head: Head
  publicKey: string
}

const kept = { means: 'A file with a head that was kept elsewhere (npx onetown journal head > FILE)' }

/** The programs about the journal, by name. */
export const journalPrograms: Record<string, Program> = {
  'journal verify': {
    summary: 'Check the whole journal: every entry, the chain, the signed heads, the sealed images',
    options: { head: kept },
    async run({ town, say, given }) {
      const verdict = await verifyJournal(town, given.head ? readKept(given.head).head : undefined)
      return tell(verdict, say, `, ${verdict.tail} waiting to be sealed`)
    },
  },
  'journal head': {
    summary: 'Print the newest signed head and the key it is checked with, to be kept away from the town',
    options: {},
    async run({ town, say }) {
      const head = await latestHead(town)
      if (!head) throw new Sentence('Nothing has been sealed yet.')
      say(JSON.stringify({ head, publicKey: journalPublicKey(town.keys) } satisfies KeptHead, null, 2))
      return 0
    },
  },
  'journal export': {
    summary: 'Write the sealed journal as JSON lines: ids, names of columns and hashes, no content',
    options: { to: { means: 'The file to write', needed: true } },
    async run({ town, given, say }) {
      const file = createWriteStream(given.to!, { flags: 'wx', mode: 0o600 })
      await once(file, 'open').catch((error: NodeJS.ErrnoException) => {
        throw new Sentence(`${given.to} cannot be written (${error.code}).`)
      })
      await exportJournal(town, async (line) => {
        if (!file.write(line)) await once(file, 'drain')
      })
      file.end()
      await once(file, 'close')
      say(
        `The journal was written to ${given.to}. Check it anywhere: npx onetown journal check --file ${given.to} --head FILE`,
      )
      return 0
    },
  },
  'journal check': {
    summary: 'Check an export of the journal without a town: leaves, chain, heads and order',
    options: { file: { means: 'The export', needed: true }, head: { ...kept, needed: true } },
    alone: true,
    async run({ given, say }) {
      const { head, publicKey } = readKept(given.head!)
      if (!existsSync(given.file!)) throw new Sentence(`There is no file ${given.file}.`)
      const lines = createInterface({ input: createReadStream(given.file!) })
      return tell(await verifyExport(lines, publicKey, head), say)
    },
  },
}

function tell({ good, entries, heads, findings }: Verdict, say: (line: string) => void, more = ''): number {
  for (const finding of findings) say(finding)
  say(
    `${good ? 'The journal is good' : 'THE JOURNAL IS NOT GOOD'}: ${entries} entries sealed under ${heads} heads${more}.`,
  )
  return good ? 0 : 1
}

function readKept(file: string): KeptHead {
  try {
    const { head, publicKey } = JSON.parse(readFileSync(file, 'utf8')) as KeptHead
    if (typeof head?.root === 'string' && typeof publicKey === 'string') return { head, publicKey }
  } catch {
    // the sentence below says what is wanted
  }
  throw new Sentence(`${file} holds no head: make one with npx onetown journal head > FILE.`)
}
