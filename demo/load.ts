import { modules } from '../src/app.ts'
import { readNotices } from '../src/casework/desk/index.ts'
import { foundTown } from '../src/organisation/configuration/index.ts'
import { asIdentity, demoPassword, giveCredential, hashPassword } from '../src/organisation/identity/index.ts'
import type { AnyCommand } from '../src/platform/command.ts'
import { commandsOf } from '../src/platform/module.ts'
import { perform } from '../src/platform/perform.ts'
import { SettingsProblem } from '../src/platform/settings.ts'
import type { Log, Town } from '../src/platform/town.ts'
import { aProcess, type Viewer } from '../src/platform/viewer.ts'
import { assessAgain, tellBesides, type Who } from './besides.ts'
import { chanceFrom } from './chance.ts'
import { tellCases } from './cases.ts'
import { fillTown } from './fill/fill.ts'
import { refuseHalfLoaded } from './half-loaded.ts'
import { sideBySide } from './side-by-side.ts'
import * as story from './story.ts'
import { tellerOn } from './teller.ts'
import { agencies, type DemoPerson, emailOf, people, townName } from './town.ts'

const loader: Viewer = { ...aProcess('demo loader'), roles: ['process', 'administrator'] }
const commands = new Map<string, AnyCommand>(commandsOf(modules).map((command) => [command.name, command]))
const dayMs = 86_400_000
/** Before the first case, so that every case of a town of any size had a panel. */
const panelBegan = 930
/** Told from nine in the morning, so that a day in a case is one day wherever it is copied to. */
const toldFromHour = 9

interface Loading {
  log: Log
  /** What the invented people come from. */
  seed?: number
  /** Fill the town up to so many cases, as the owner of the database. */
  fill?: { cases: number; ownerUrl: string; progress: (done: number, aSecond: number) => void }
}

const morning = () => new Date().setUTCHours(toldFromHour, 0, 0, 0)

/**
 * Loads the demo town: its agencies and people, a panel, and a case at every stage of the journey, each brought there
 * by the same road as in a real town, in a time of its own. Throws when the database serves a town already.
 */
export async function loadDemo(town: Town, { log, seed = 2012, fill }: Loading): Promise<void> {
  log.info('Loading the demo town of invented people, once.')
  await refuseWhatIsNotEmpty(town)
  const viewers = await movePeopleIn(town)
  const cast = { ...viewers, clock: aProcess('demo loader') } as Record<Who, Viewer>
  const tellerAt = (daysAgo: number) => tellerOn(town, cast, new Date(morning() - daysAgo * dayMs))
  const panelId = await story.seatThePanel(
    tellerAt(panelBegan),
    people.filter(({ seat }) => seat).map(({ key }) => key as story.Cast),
  )
  await story.askForAdvice(tellerAt(20))
  const told = await tellCases({ tellerAt, panelId, chance: chanceFrom(seed) })
  await assessAgain(tellerAt, told)
  const there = told.length + (await tellBesides(tellerAt, town.holidays))
  if (fill && fill.cases > there) {
    const panelSince = new Date(morning() - panelBegan * dayMs)
    await fillTown(town, { ...fill, cases: fill.cases - there, told, viewers, panelId, panelSince, seed })
  }
  await haveReadThePast(tellerAt)
  await foundDemo(town)
}

const newsDays = 3

/** Whoever works here has read what they were told, but for the last days: a first look is not greeted by a year's notices. */
async function haveReadThePast(tellerAt: (daysAgo: number) => ReturnType<typeof tellerOn<story.Cast>>) {
  const readers = people.filter(({ roles }) => roles.some((role) => readNotices.allows.roles.includes(role)))
  for (const { key } of readers) await tellerAt(newsDays).act(key as story.Cast, readNotices.name, {}, {})
}

/** Comes last: a town that was founded is whole. */
export async function foundDemo(town: Town): Promise<void> {
  await does(town, loader, foundTown, {}, { name: townName, demo: true })
}

async function refuseWhatIsNotEmpty(town: Town) {
  if (town.founded) throw new SettingsProblem(`This database already serves ${town.name}.`)
  await refuseHalfLoaded(town)
  const there = await asIdentity(town, (tx) =>
    tx.selectFrom('organisation.agency').select('id').limit(1).executeTakeFirst(),
  )
  if (there)
    throw new SettingsProblem(
      'Somebody was invited into this database: the demo town needs another ONETOWN_DATA or an empty database.',
    )
}

/** The agencies and the people of the demo town, who have all joined; gives each as a viewer, by key. No case yet. */
export async function movePeopleIn(town: Town): Promise<Record<string, Viewer>> {
  const agencyIds: Record<string, string> = {}
  await sideBySide(agencies, async ({ key, name, kind }) => {
    const answers = {
      name,
      kind,
      mailbox: emailOf(`enquiries.${key}`),
      seniorMailbox: emailOf(`director.${key}`),
      ...(kind === 'police' ? { forceArea: 'Exampleshire' } : {}),
    }
    agencyIds[key] = (await does(town, loader, commands.get('agencies.add')!, {}, answers)).agencyId!
    await does(
      town,
      loader,
      commands.get('agencies.record-agreement')!,
      { agencyId: agencyIds[key] },
      { from: '2024-01-01' },
    )
  })
  const password = await hashPassword(demoPassword)
  const viewers: Record<string, Viewer> = {}
  await sideBySide(people, async (person) => {
    viewers[person.key] = await joins(town, person, agencyIds[person.agency]!, password)
  })
  return viewers
}

const authorisation = { byWhom: 'Chief Constable of Exampleshire, standing letter', from: '2024-01-01' }

async function joins(
  town: Town,
  { key, name, title, roles }: DemoPerson,
  agencyId: string,
  password: string,
): Promise<Viewer> {
  const answers = { name, email: emailOf(key), jobTitle: title, agencyId, roles }
  const { staffId } = await does(town, loader, commands.get('staff.invite')!, {}, answers)
  await asIdentity(town, (tx) => giveCredential(town, tx, staffId!, password))
  if (roles.includes('section 36 officer'))
    await does(town, loader, commands.get('staff.authorise')!, { staffId: staffId! }, authorisation)
  const viewer: Viewer = { kind: 'staff', id: staffId!, name, agencyId, roles }
  await does(town, viewer, commands.get('staff.accept-conduct')!, {}, { agree: true })
  return viewer
}

async function does(
  town: Town,
  viewer: Viewer,
  command: AnyCommand,
  about: Record<string, string>,
  raw: unknown,
): Promise<Record<string, string>> {
  const ending = await perform(town, command, { viewer, about: about as never, raw })
  if (ending.is !== 'done') throw new Error(`${command.name} was not done: ${ending.is}`)
  return ending.fact as unknown as Record<string, string>
}
