import { modules } from '../../src/app.ts'
import { commandsOf } from '../../src/platform/module.ts'
import { perform } from '../../src/platform/perform.ts'
import { sealOnce } from '../../src/trust/journal/index.ts'
import { row, type Row } from '../results.ts'
import { interleaved } from '../rounds.ts'
import type { Sized } from '../sizes.ts'

const atOnce = 8
const ms = 3000

/** Referrals a second by eight at once: a whole act with six rows, their journal and its sealed images. */
export async function measureActs(town: Sized): Promise<Row[]> {
  const { viewer } = await town.someone('teacher')
  const make = commandsOf(modules).find(({ name }) => name === 'referrals.make')!
  const raw = {
    givenNames: 'Bench',
    familyName: 'Figment',
    born: '2010-05-05',
    livesWithChild: 'no',
    sector: 'Education',
    concern: 'No ideology identified',
    statements: [{ words: 'Invented for the bench.', kind: 'fact', source: 'Nobody' }],
    harm: 'no',
    personKnows: true,
    noticedBy: 'me',
    wishesUnnamed: false,
  }
  const round = async () => {
    let done = 0
    const began = performance.now()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (performance.now() - began < ms) {
          const ending = await perform(town.town, make, { viewer, about: {} as never, raw })
          if (ending.is !== 'done') throw new Error(ending.is)
          done++
        }
      }),
    )
    return (done * 1000) / (performance.now() - began)
  }
  const sealing = async () => {
    const began = performance.now()
    let sealed = 0
    for (let count = 1; count > 0; sealed += count) count = await sealOnce(town.town)
    return (sealed * 1000) / (performance.now() - began)
  }
  const measured = await interleaved(
    [
      { name: 'acts', round },
      { name: 'sealing', round: sealing },
    ],
    5,
  )
  return [
    row('Referrals made, the whole road with the journal, 8 at once', measured.acts!, 'acts/s'),
    row("The journal's sealer", measured.sealing!, 'entries/s'),
  ]
}
