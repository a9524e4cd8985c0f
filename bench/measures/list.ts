import { caseList } from '../../src/casework/cases/list.ts'
import { identifyIn } from '../../src/organisation/identity/identify.ts'
import { askedBy, sentBy } from '../asked.ts'
import type { Bare } from '../bare.ts'
import { startDirectus } from '../beside/directus.ts'
import type { Graph } from '../beside/postgraphile.ts'
import { areInstalled } from '../beside/rivals.ts'
import type { Load } from '../load.ts'
import { load, startProcess } from '../processes.ts'
import { row, type Row } from '../results.ts'
import { type Contender, interleaved, type Measured } from '../rounds.ts'
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
  const { entering, settings, queries, whole: look } = await askedBy(town.town, caseList, reader.viewer, {})
  const [session] = await sentBy(() => identifyIn(town.town).bySession(reader.cookie.replace('onetown=', '')))
  const fetched = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${whole.said.port}${path}`, { headers })
    return { type: answer.headers.get('content-type')!, body: await answer.text() }
  }
  const given: Bare = {
    serviceUrl: town.serviceUrl,
    entering,
    query: queries[0]!,
    session: session!,
    look,
    pages: { [page]: await fetched(page), [json]: await fetched(json) },
  }
  const bare = await startProcess<{ port: number }>('bare.ts', given)
  let ownCore = 0
  const at = (name: string, port: number, path: string, rest: Partial<Load> = {}): Contender => ({
    name,
    async round() {
      const loaded = await load({ port, path, headers, connections, ms, ...rest })
      ownCore = Math.max(ownCore, loaded.ownCore)
      return loaded.rate
    },
  })
  const measured = await interleaved([
    at('page', whole.said.port, page),
    at('page unwritten', unwritten.said.port, page),
    at('page bare', bare.said.port, page),
    at('page lawful', bare.said.port, `/lawful${page}`),
    at('json', whole.said.port, json),
    at('json unwritten', unwritten.said.port, json),
    at('json bare', bare.said.port, json),
    at('json lawful', bare.said.port, `/lawful${json}`),
  ])
  // there are not connections enough for all at once
  await Promise.all([unwritten.stop(), bare.stop()])
  const beside = await rivals(town, settings)
  const besideOurs = beside ? await interleaved([at('json', whole.said.port, json), ...beside.contenders(at)]) : {}
  await Promise.all([whole.stop(), beside?.stop()])
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
    ...floorRows(measured),
    ...(beside?.rows(besideOurs) ?? []),
    row('The load generator itself, at most', ownCore, 'of one core'),
  ]
}

/**
 * Where the floor is: the bare server again, with what principle and law ask of every look and nothing else. What it
 * answers no program on this machine can pass.
 */
const floorRows = (measured: Record<string, Measured>) =>
  ['page', 'json'].flatMap((kind) => {
    const [ours, lawful, bare] = [measured[kind]!, measured[`${kind} lawful`]!, measured[`${kind} bare`]!]
    const called = kind === 'page' ? 'the page' : 'JSON'
    return [
      row(`Floor of ${called}: bare, with session, viewer's transaction and journal`, lawful, 'requests/s', {
        against: `bare server: ${Math.round(bare.median).toLocaleString('en')}`,
        ratio: lawful.median / bare.median,
      }),
      row(`The case list (${called}) against that floor`, ours, 'requests/s', {
        against: `floor: ${Math.round(lawful.median).toLocaleString('en')}`,
        ratio: ours.median / lawful.median,
      }),
    ]
  })

type At = (name: string, port: number, path: string, rest: Partial<Load>) => Contender

/** The rivals where they are installed; otherwise there is nothing to say of them. */
async function rivals(town: Sized, settings: Record<string, string>) {
  if (!areInstalled()) return undefined
  const graph: Graph = { serviceUrl: town.serviceUrl, settings }
  const postgraphile = await startProcess<{ port: number }>('beside/postgraphile.ts', graph)
  const port = postgraphile.said.port + 1
  const directus = await startDirectus(town, port)
  const asksGraph = { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: listQuery }) }
  const against = (measured: Record<string, Measured>, name: string, called: string, least: number) => {
    const ratio = measured.json!.median / measured[name]!.median
    const rest = { against: `${called}: ${Math.round(measured[name]!.median)}`, ratio, goal: `at least ${least}` }
    return row(`The same list as JSON beside ${called}`, measured.json!, 'requests/s', { ...rest, met: ratio >= least })
  }
  return {
    contenders: (at: At) => [
      at('postgraphile', postgraphile.said.port, '/graphql', asksGraph),
      at('directus', port, directus.path, { headers: directus.headers }),
    ],
    rows: (measured: Record<string, Measured>) => [
      against(measured, 'postgraphile', 'PostGraphile 5.1.5, same policies', 2),
      against(measured, 'directus', 'Directus 12.4.0, without row security', 7),
    ],
    stop: async () => void (await Promise.all([postgraphile.stop(), directus.stop()])),
  }
}

const listQuery = `{ allCaseStates(first: 51, orderBy: [STAGE_SINCE_DESC, CASE_ID_DESC]) { nodes {
  caseId reference personName stage stageSince nextDueOn } } }`
