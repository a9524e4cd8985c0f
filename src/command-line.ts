import { type Checked, checkDisks, checkTown } from './doctor.ts'
import { journalPrograms } from './journal-programs.ts'
import { type Program, type Running, Sentence } from './program.ts'
import { refuseHalfLoaded } from '../demo/half-loaded.ts'
import { loadDemo } from '../demo/load.ts'
import { currentCode } from './organisation/identity/index.ts'
import { foundTown } from './organisation/configuration/index.ts'
import { apiTokenFor } from './organisation/identity/index.ts'
import { inviteLink, type Role, roles } from './organisation/staff/index.ts'
import { tryAgain } from './platform/jobs/again.ts'
import { perform } from './platform/perform.ts'
import { openLog } from './platform/log.ts'
import { aProcess } from './platform/viewer.ts'

const email = { means: 'The email address they sign in with', needed: true }
const nothing = async () => 0

/** Every small program of `npx onetown`, by name. */
export const commandLine: Record<string, Program> = {
  start: { summary: 'Start the town, as npm start does', options: {}, run: nothing },
  demo: {
    summary: 'Load the demo town into an empty database',
    options: {
      cases: { means: 'Fill it with generated cases up to so many (default: some forty, told one by one)' },
      seed: { means: 'A whole number: the same one invents the same people again (default: 2012)' },
    },
    run: loadDemoTown,
  },
  'town new': {
    summary: 'Found a real, empty town, and invite its first administrator',
    options: {
      name: { means: 'The name of the town', needed: true },
      email,
      person: { means: 'Their name (default: the email address)' },
      council: { means: "The council's name (default: the town's name and Council)" },
      colour: { means: 'The colour of the header, as #rrggbb' },
    },
    run: foundRealTown,
  },
  invite: {
    summary: 'Invite somebody, or invite them again, and print the link',
    options: {
      email,
      name: { means: 'Their name (default: the email address)' },
      agency: { means: "Their agency's name; it must exist, or be the council's" },
      title: { means: 'Their job title' },
      roles: { means: `One or more, with commas between: ${roles.join(', ')}` },
    },
    run: invite,
  },
  token: {
    summary: 'Make a token for the API, which acts as one member of staff',
    options: { as: email, label: { means: 'What it is for' }, days: { means: 'How long it lasts (default: 30)' } },
    async run({ town, given, say }) {
      say(
        await sentence(
          apiTokenFor(town, given.as!, { label: given.label ?? 'command line', days: wholeDays(given.days) }),
        ),
      )
      return 0
    },
  },
  code: {
    summary: "Print somebody's second-factor code in a demo town",
    options: { as: email },
    async run({ town, given, say }) {
      if (!town.demo) throw new Sentence('Codes are shown in a demo town only.')
      say(await sentence(currentCode(town, given.as!)))
      return 0
    },
  },
  migrate: { summary: 'Bring the database up to this release', options: {}, run: nothing },
  doctor: {
    summary: 'Check that the database, the keys and the projections are what they should be',
    options: {},
    first: async ({ settings, say }) => tell(say, await checkDisks(settings)),
    run: async ({ town, say }) => (tell(say, await checkTown(town)) ? 0 : 1),
  },
  'jobs again': {
    summary: 'Try once more what was given up after the last try, such as mails',
    options: {},
    async run({ town, say }) {
      say(`${await tryAgain(town.database)} jobs are tried again.`)
      return 0
    },
  },
  ...journalPrograms,
}

/** Says what was checked, and gives whether all of it is good. */
function tell(say: (line: string) => void, checks: readonly Checked[]): boolean {
  for (const { good, warns, what } of checks) say(`${good ? (warns ? 'warn' : 'good') : 'BAD '}  ${what}`)
  return checks.every(({ good }) => good)
}

async function loadDemoTown({ town, asOwner, given, say }: Running) {
  const cases = given.cases === undefined ? 0 : wholeNumber('cases', given.cases)
  const seed = wholeNumber('seed', given.seed ?? '2012')
  const progress = (done: number, aSecond: number) =>
    say(`${done.toLocaleString('en')} of ${cases.toLocaleString('en')} cases, ${Math.round(aSecond)} a second`)
  await loadDemo(town, {
    log: openLog(),
    seed,
    ...(cases ? { fill: { cases, ownerUrl: asOwner('to fill a town'), progress } } : {}),
  })
  say('The demo town is loaded. Start it with npm start.')
  return 0
}

async function foundRealTown({ town, given, say }: Running) {
  await refuseHalfLoaded(town)
  const raw = { name: given.name!, demo: false, ...(given.colour ? { colour: given.colour } : {}) }
  const ending = await perform(town, foundTown, { viewer: aProcess('command line'), about: {}, raw })
  if (ending.is === 'refused') throw new Sentence(ending.sentence)
  if (ending.is === 'problems') throw new Sentence(ending.problems.map(({ message }) => message).join('. '))
  const person = { name: given.person ?? given.email!, email: given.email!, jobTitle: 'Administrator' }
  const link = await sentence(
    inviteLink(town, { ...person, agency: given.council ?? `${given.name} Council`, roles: ['administrator'] }),
  )
  say(
    `${given.name} was founded. Start it with npm start (ONETOWN_DEMO=off), then open this link within 7 days to join:\n${link}`,
  )
  return 0
}

async function invite({ town, given, say }: Running) {
  const asked = (given.roles ?? '')
    .split(',')
    .map((role) => role.trim())
    .filter(Boolean)
  const unknown = asked.find((role) => !(roles as readonly string[]).includes(role))
  if (unknown) throw new Sentence(`There is no role "${unknown}". The roles are: ${roles.join(', ')}.`)
  const name = given.name ?? given.email!
  say(
    await sentence(
      inviteLink(town, {
        name,
        email: given.email!,
        jobTitle: given.title ?? 'Not given',
        agency: given.agency ?? `${town.name} Council`,
        roles: asked as Role[],
      }),
    ),
  )
  return 0
}

const sentence = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: Error) => {
    throw new Sentence(error.message)
  })

const wholeDays = (given = '30') => wholeNumber('days', given, /^[1-9]\d{0,3}$/)

function wholeNumber(option: string, given: string, shape = /^[1-9]\d{0,7}$/): number {
  if (!shape.test(given)) throw new Sentence(`--${option} must be a whole number from 1.`)
  return Number(given)
}
