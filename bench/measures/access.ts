import pg from 'pg'
import { caseList } from '../../src/casework/cases/list.ts'
import { type Asked, askedBy } from '../asked.ts'
import { row, type Row } from '../results.ts'
import { type Contender, interleaved } from '../rounds.ts'
import type { Sized } from '../sizes.ts'

const times = 200

/** What the policies add to the list's own query: the owner without them, somebody who oversees, a reader of 300. */
export async function measureAccess(towns: readonly Sized[]): Promise<Row[]> {
  const contenders: Contender[] = []
  const clients: pg.Client[] = []
  for (const town of towns) {
    const [oversight, reader] = [await town.someone('coordinator'), await town.reader()]
    const [seesAll, seesSome] = [
      await askedBy(town.town, caseList, oversight.viewer, {}),
      await askedBy(town.town, caseList, reader.viewer, {}),
    ]
    const asks = async (name: string, url: string, { entering, queries }: Asked) => {
      const client = new pg.Client(url)
      // what it is asked fails by itself when the server goes away
      client.on('error', () => {})
      await client.connect()
      if (url !== town.ownerUrl) await client.query(entering)
      clients.push(client)
      contenders.push({ name: `${name} ${town.cases}`, round: () => onAverage(client, queries[0]!) })
    }
    await asks('owner', town.ownerUrl, seesAll)
    await asks('oversight', town.serviceUrl, seesAll)
    await asks('reader', town.serviceUrl, seesSome)
  }
  const measured = await interleaved(contenders)
  await Promise.all(clients.map((client) => client.end()))
  const of = (name: string, { cases }: Sized) => measured[`${name} ${cases}`]!
  const rows = towns.flatMap((town) => {
    const size = town.cases.toLocaleString('en')
    const owner = of('owner', town).median
    const [times_, more] = [of('oversight', town).median / owner, of('reader', town).median - owner]
    return [
      row(`Access check, list of ${size}, with oversight`, of('oversight', town), 'ms', {
        against: `owner without policies: ${owner.toFixed(2)} ms`,
        ratio: times_,
        goal: 'at most 1.3',
        met: times_ <= 1.3,
      }),
      row(`Access check, list of ${size}, reader of 300`, of('reader', town), 'ms', {
        against: `owner without policies: ${more.toFixed(2)} ms more`,
        ratio: of('reader', town).median / owner,
        goal: 'at most 1 ms more',
        met: more <= 1,
      }),
    ]
  })
  const [smallest, largest] = [towns[0]!, towns.at(-1)!]
  const growth = of('reader', largest).median / of('reader', smallest).median
  return [
    ...rows,
    row(
      `The reader's check from ${smallest.cases.toLocaleString('en')} to ${largest.cases.toLocaleString('en')} cases`,
      of('reader', largest),
      'ms',
      {
        against: `at ${smallest.cases.toLocaleString('en')}: ${of('reader', smallest).median.toFixed(2)} ms`,
        ratio: growth,
        goal: 'at most 1.2',
        met: growth <= 1.2,
      },
    ),
  ]
}

async function onAverage(client: pg.Client, query: { text: string; values: unknown[] }) {
  const began = performance.now()
  for (let time = 0; time < times; time++) await client.query({ name: 'list', ...query })
  return (performance.now() - began) / times
}
