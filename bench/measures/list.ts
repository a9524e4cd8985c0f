import { caseList } from '../../src/casework/cases/list.ts'
import { askedBy } from '../asked.ts'
import type { Bare } from '../bare.ts'
import { load, startProcess } from '../processes.ts'
import { row, type Row } from '../results.ts'
import { type Contender, interleaved } from '../rounds.ts'
import type { Serving } from '../serve.ts'
import type { Sized } from '../sizes.ts'

const [page, json] = ['/cases', '/api/v1/cases/list']
const connections = 8
const ms = 2000

/** The list of cases, as a page and as JSON, against a bare server that sends the same bytes. */
export async function measureList(town: Sized): Promise<Row[]> {
  const reader = await town.reader()
  const headers = { cookie: reader.cookie, authorization: `Bearer ${reader.token}` }
  const serving = (journal: boolean): Serving => ({
    serviceUrl: town.serviceUrl,
    keys: town.keys,
    mail: town.mail,
    journal,
  })
  const whole = await startProcess<{ port: number }>('serve.ts', serving(true))
  const unwritten = await startProcess<{ port: number }>('serve.ts', serving(false))
  const { entering, queries } = await askedBy(town.town, caseList, reader.viewer, {})
  const fetched = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${whole.said.port}${path}`, { headers })
    return { type: answer.headers.get('content-type')!, body: await answer.text() }
  }
  const given: Bare = {
    serviceUrl: town.serviceUrl,
    entering,
    query: queries[0]!,
    pages: { [page]: await fetched(page), [json]: await fetched(json) },
  }
  const bare = await startProcess<{ port: number }>('bare.ts', given)
  let ownCore = 0
  const at = (name: string, port: number, path: string): Contender => ({
    name,
    async round() {
      const loaded = await load({ port, path, headers, connections, ms })
      ownCore = Math.max(ownCore, loaded.ownCore)
      return loaded.rate
    },
  })
  const measured = await interleaved([
    at('page', whole.said.port, page),
    at('page unwritten', unwritten.said.port, page),
    at('page bare', bare.said.port, page),
    at('json', whole.said.port, json),
    at('json unwritten', unwritten.said.port, json),
    at('json bare', bare.said.port, json),
  ])
  await Promise.all([whole.stop(), unwritten.stop(), bare.stop()])
  const against = (name: string, to: string, called: string, least: number): Partial<Row> => {
    const ratio = measured[name]!.median / measured[to]!.median
    return {
      against: `${called}: ${Math.round(measured[to]!.median).toLocaleString('en')}`,
      ratio,
      goal: `at least ${least}`,
      met: ratio >= least,
    }
  }
  const size = town.cases.toLocaleString('en')
  const perSecond = 'requests/s'
  return [
    row(
      `Case list page, 50 rows of ${size}, reader of 300`,
      measured.page!,
      perSecond,
      against('page', 'page bare', 'bare server, same bytes and query', 0.45),
    ),
    row(
      "The same without the journal's own write",
      measured['page unwritten']!,
      perSecond,
      against('page unwritten', 'page bare', 'bare server', 0.45),
    ),
    row('The same list as JSON', measured.json!, perSecond, against('json', 'json bare', 'bare server', 0.7)),
    row(
      "The same without the journal's own write",
      measured['json unwritten']!,
      perSecond,
      against('json unwritten', 'json bare', 'bare server', 0.7),
    ),
    row('The load generator itself, at most', ownCore, 'of one core'),
  ]
}
