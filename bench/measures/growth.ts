import { load, startProcess } from '../processes.ts'
import { row, type Row } from '../results.ts'
import { type Contender, interleaved } from '../rounds.ts'
import type { Serving } from '../serve.ts'
import type { Reader, Sized } from '../sizes.ts'

const ms = 1200
const mostGrowth = 1.3

/** How long pages take as the town grows ten times: one request after another, a page of each kind. */
export async function measureGrowth(towns: readonly Sized[]): Promise<Row[]> {
  const contenders: Contender[] = []
  const stops: (() => Promise<void>)[] = []
  for (const town of towns) {
    const given: Serving = { serviceUrl: town.serviceUrl, keys: town.keys, mail: town.mail, journal: true }
    const { said, stop } = await startProcess<{ port: number }>('serve.ts', given)
    stops.push(stop)
    for (const { name, path, as } of await pagesOf(town)) {
      const round = async () =>
        (await load({ port: said.port, path, headers: { cookie: as.cookie }, connections: 1, ms })).median
      contenders.push({ name: `${name} at ${town.cases}`, round })
    }
  }
  const measured = await interleaved(contenders, 5)
  for (const stop of stops) await stop()
  const pages = (await pagesOf(towns[0]!)).map(({ name }) => name)
  return pages.flatMap((name) =>
    towns.slice(1).map((town, index) => {
      const before = towns[index]!
      const [now, then] = [measured[`${name} at ${town.cases}`]!, measured[`${name} at ${before.cases}`]!]
      const ratio = now.median / then.median
      return row(`${name}, ${town.cases.toLocaleString('en')} cases`, now, 'ms', {
        against: `${before.cases.toLocaleString('en')} cases: ${then.median.toFixed(2)} ms`,
        ratio,
        goal: `at most ${mostGrowth}`,
        met: ratio <= mostGrowth,
      })
    }),
  )
}

interface PageOf {
  name: string
  path: string
  as: Reader
}

/** A case that went the whole way, and one that waits to be matched; as whoever oversees, and as a reader of 300. */
async function pagesOf({ owner, someone, reader: readerOf }: Sized): Promise<PageOf[]> {
  const [oversight, reader] = [await someone('coordinator'), await readerOf()]
  const granted = `select g.case_id as id from casework.case_grant g join casework.case_state s on s.case_id = g.case_id
    where g.staff_id = '${reader.viewer.id}' and g.ended_at is null and s.stage = 'finished' order by g.case_id limit 1`
  const {
    rows: [whole],
  } = await owner.query(granted)
  const {
    rows: [fresh],
  } = await owner.query(
    "select case_id as id from casework.case_state where stage = 'referral received' order by stage_since limit 1",
  )
  return [
    { name: 'Home, with oversight', path: '/work', as: oversight },
    { name: 'Home, reader of 300', path: '/work', as: reader },
    { name: 'Case list, with oversight', path: '/cases', as: oversight },
    { name: 'Case list, reader of 300', path: '/cases', as: reader },
    { name: 'Case page, reader of 300', path: `/cases/${whole.id}`, as: reader },
    { name: 'Referral of a case, reader of 300', path: `/cases/${whole.id}/referral`, as: reader },
    { name: 'Chronology, reader of 300', path: `/cases/${whole.id}/chronology`, as: reader },
    { name: 'Matching a referral', path: `/cases/${fresh.id}/match`, as: oversight },
  ]
}
