import { Readable } from 'node:stream'
import type { Town } from '../src/platform/town.ts'
import { modules } from '../src/app.ts'
import { remindAgency } from '../src/casework/enquiries/commands/remind.ts'
import { codeOf, tokenOf } from '../src/casework/enquiries/index.ts'
import { identifyIn } from '../src/organisation/identity/index.ts'
import { inTransaction } from '../src/platform/db/database.ts'
import { receive } from '../src/platform/files/receive.ts'
import { keyedHash } from '../src/platform/keys.ts'
import { newId } from '../src/platform/road.ts'
import { look } from '../src/platform/look.ts'
import { commandsOf, queriesOf } from '../src/platform/module.ts'
import { perform } from '../src/platform/perform.ts'
import { today } from '../src/platform/pure/days.ts'
import { aProcess, thePublic, type Viewer } from '../src/platform/viewer.ts'
import type { Teller } from './story.ts'

/** What the daily jobs do is no module's to offer, and is told as well. */
const commands = new Map([...commandsOf(modules), remindAgency].map((command) => [command.name, command]))
const queries = new Map(queriesOf(modules).map((query) => [query.name, query]))

const dayMs = 86_400_000

/** Tells a story on the road itself, as each person in turn, in a time that it moves by itself. */
export function tellerOn<Who extends string>(
  town: Town,
  people: Record<Who, Viewer>,
  startAt: Date,
): Teller<Who> & { clock: () => Date } {
  let now = startAt
  const then: Town = { ...town, clock: () => now }
  const done = async (
    viewer: Viewer,
    name: string,
    about: Record<string, string>,
    answers: Record<string, unknown>,
  ) => {
    now = new Date(now.getTime() + 60_000)
    const ending = await perform(then, commands.get(name)!, { viewer, about, raw: answers })
    if (ending.is !== 'done')
      throw new Error(
        `${name} by ${viewer.name} was not done: ${JSON.stringify(ending.is === 'problems' ? ending.problems : { is: ending.is, sentence: 'sentence' in ending && ending.sentence })}`,
      )
    return { ...(ending.fact as Record<string, string>), ...ending.extra }
  }
  return {
    clock: () => now,
    act: (who, name, about, answers) => done(people[who], name, about, answers),
    async sends(who, { name, bytes }) {
      const taken = await receive(then, people[who], { name, source: Readable.from([bytes]), for: newId() })
      if (taken.is === 'refused') throw new Error(taken.sentence)
      return taken.file.uploadId
    },
    async see(who, name, about) {
      const seen = await look(then, queries.get(name)!, { viewer: people[who], about })
      if (seen.is !== 'seen') throw new Error(`${name} by ${people[who].name}: ${seen.is}`)
      return seen.known
    },
    idOf: (who) => people[who].id,
    agencyOf: (who) => people[who].agencyId!,
    today: () => today(now),
    wait(days) {
      now = new Date(now.getTime() + days * dayMs)
    },
    async reply(enquiryId, answers) {
      const token = await mailedToken(then, enquiryId)
      await done(thePublic, 'enquiries.send-code', { token }, {})
      const confirmed = await done(
        thePublic,
        'enquiries.confirm-code',
        { token },
        { code: codeOf(hashIn(then), await linkOf(then, enquiryId), 1) },
      )
      const identity = await identifyIn(then).byToken(confirmed.token!)
      await done(identity!.viewer, 'enquiries.reply', { token }, answers)
    },
  }
}

const hashIn = (town: Town) => (use: string, value: string) => keyedHash(town.keys, use, value)

/** The secret in the mail to the agency. */
const mailedToken = async (town: Town, enquiryId: string) => tokenOf(hashIn(town), await linkOf(town, enquiryId))

async function linkOf(town: Town, enquiryId: string): Promise<string> {
  const entering = { viewer: aProcess('demo loader'), role: 'casework_writer' }
  const link = await inTransaction(town.database, entering, (tx) =>
    tx.selectFrom('casework.enquiry_link').select('id').where('enquiry_id', '=', enquiryId).executeTakeFirstOrThrow(),
  )
  return link.id
}
