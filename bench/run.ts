/** `npm run bench`: every row of the measures that exists by now. `--only list,access` measures some; `--try` keeps nothing. */
import { parseArgs } from 'node:util'
import { measureAccess } from './measures/access.ts'
import { measureActs } from './measures/acts.ts'
import { measureDecision } from './measures/decision.ts'
import { measureGrowth } from './measures/growth.ts'
import { measureList } from './measures/list.ts'
import { measureMemory } from './measures/memory.ts'
import { measurePeople } from './measures/people.ts'
import { measurePledges } from './measures/pledges.ts'
import { measureStart } from './measures/start.ts'
import { writePlans } from './plans.ts'
import { stopAll } from './processes.ts'
import { keep, machine, type Measures, type Row, table } from './results.ts'
import { openSize, type Sized } from './sizes.ts'

const usual = [1_000, 10_000, 100_000]
const large = 1_000_000
const say = (line: string) => console.log(line)

const { values } = parseArgs({
  options: { large: { type: 'boolean' }, only: { type: 'string' }, try: { type: 'boolean' } },
})
const only = values.only?.split(',')
const wants = (name: string) => !only || only.includes(name)

/** Which towns a measure needs: all of them where growth is what is measured. */
const sizes = values.large ? [...usual, large] : usual
const [small, middle, hundred] = sizes as [number, number, number]
const open = new Map<number, Sized>()
const town = async (cases: number) => {
  if (!open.has(cases)) open.set(cases, await openSize(cases, say))
  return open.get(cases)!
}
const towns = async (from = 0) => {
  const opened: Sized[] = []
  for (const size of sizes.slice(from)) opened.push(await town(size))
  return opened
}

try {
  const measures: Measures = {}
  const measure = async (name: string, work: () => Promise<Row[]>) => {
    if (!wants(name)) return
    say(`Measuring: ${name}`)
    const fresh = await work()
    measures[name] = fresh
    for (const { name: called, figure, unit, against, ratio, goal, met } of fresh)
      say(
        `  ${called}: ${figure} ${unit}${against ? ` | ${against} | ${ratio}` : ''}${goal ? ` | ${goal}: ${met ? 'met' : 'NOT MET'}` : ''}`,
      )
  }
  // first: what this program asks of a town leaves plans in its connections, which are none of the application's
  await measure('memory', async () => measureMemory(await town(hundred)))
  if (wants('plans')) for (const each of await towns(2)) await writePlans(each)
  await measure('list', async () => measureList(await town(hundred)))
  await measure('access', async () => measureAccess(await towns(1)))
  await measure('growth', async () => measureGrowth(await towns()))
  await measure('decision', async () => measureDecision(await town(small)))
  await measure('acts', async () => measureActs(await town(small)))
  await measure('pledges', async () => measurePledges(await town(middle)))
  await measure('people', () => measurePeople(say))
  await measure('start', measureStart)
  const version = (await (await town(small)).owner.query('show server_version')).rows[0].server_version
  if (values.try) say(table(Object.values(measures).flat(), machine(version)))
  else keep(measures, machine(version))
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await stopAll()
  for (const each of open.values()) await each.close()
}
process.exit()
