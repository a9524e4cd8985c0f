import { type ParseArgsConfig, parseArgs } from 'node:util'
import { commandLine } from './command-line.ts'
import { closeTown, openInstallation } from './installation.ts'
import { openLogins, ownerOf, userOf } from './logins.ts'
import { type Program, type Running, Sentence } from './program.ts'
import { migrate } from './platform/db/migrate.ts'
import { faultOf } from './platform/fault.ts'
import { openLog } from './platform/log.ts'
import { newId } from './platform/road.ts'
import { readSettings, SettingsProblem } from './platform/settings.ts'
import { type Life, live } from './platform/stop.ts'

const log = { ...openLog(), info: () => {} }
const say = (line: string) => void process.stdout.write(`${line}\n`)

const words = process.argv.slice(2)
const name = words[0] === undefined || words[0].startsWith('-') ? undefined : nameIn(words)

live(main, failed)

/** `town new`, `jobs again` and those of the journal are two words, the others one. */
function nameIn([first, second]: string[]) {
  const two = `${first} ${second}`
  return two in commandLine ? two : first
}

async function main(life: Life): Promise<number> {
  if (name === undefined || name === 'help') return usage()
  const program = commandLine[name]
  if (!program) {
    console.error(`There is no command "${name}".`)
    return usage(2)
  }
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean' } }
  for (const each of Object.keys(program.options)) options[each] = { type: 'string' }
  const { values } = parseArgs({ args: words.slice(name.split(' ').length), options, strict: true })
  if (values.help) return explain(name, program)
  return runProgram(life, program, { called: name, given: values as Record<string, string> })
}

interface Asked {
  called: string
  given: Record<string, string>
}

async function runProgram(life: Life, program: Program, { called, given }: Asked): Promise<number> {
  const missing = Object.entries(program.options).filter(([option, { needed }]) => needed && !given[option])
  if (missing.length) {
    console.error(`${called} needs ${missing.map(([option]) => `--${option}`).join(' and ')}.`)
    return explain(called, program, 2)
  }
  if (program.alone) return program.run({ say, given } as Running)
  const settings = readSettings()
  const isSound = (await program.first?.({ settings, say })) ?? true
  const logins = await openLogins(settings, log, { beside: true })
  // Also on Ctrl-C: the built-in server that was started for this must not stay behind.
  life.willClose(() => logins.stop())
  if (called === 'migrate') {
    const applied = await migrate({ ownerUrl: ownerOf(logins, 'to migrate'), service: userOf(logins.serviceUrl) })
    say(applied.length ? `Applied: ${applied.join(', ')}` : 'The database was up to date.')
    return 0
  }
  const town = await openInstallation(settings, logins, log)
  life.willClose(() => closeTown(town))
  const asOwner = (why: string) => ownerOf(logins, why)
  return (await program.run({ town, settings, asOwner, say, given })) || (isSound ? 0 : 1)
}

function usage(status = 0): number {
  say('npx onetown <command> [--help]\n')
  for (const [each, { summary }] of Object.entries(commandLine)) say(`  ${each.padEnd(16)}${summary}`)
  say('\nSettings are environment variables: see docs/settings.md.')
  return status
}

function explain(called: string, { summary, options }: Program, status = 0): number {
  const uses = Object.entries(options).map(([option, { needed }]) => (needed ? `--${option} …` : `[--${option} …]`))
  say(`npx onetown ${[called, ...uses].join(' ')}\n\n${summary}`)
  for (const [option, { means }] of Object.entries(options)) say(`  --${option.padEnd(12)}${means}`)
  return status
}

function failed(error: unknown) {
  const plain =
    error instanceof SettingsProblem ||
    error instanceof Sentence ||
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (plain) console.error((error as Error).message)
  else log.error('This could not be done', { reference: newId(), ...faultOf(error) })
}
