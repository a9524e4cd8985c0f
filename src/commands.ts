import { type ParseArgsConfig, parseArgs } from 'node:util'
import { openInstallation, openLogins, userOf } from './installation.ts'
import { commandLine, type Program, Sentence } from './command-line.ts'
import { FolderInUse } from './platform/db/embedded.ts'
import { migrate } from './platform/db/migrate.ts'
import { openLog } from './platform/log.ts'
import { readSettings, SettingsProblem } from './platform/settings.ts'

const log = { ...openLog(), info: () => {} }
const say = (line: string) => void process.stdout.write(`${line}\n`)

const words = process.argv.slice(2)
const name = words[0] === undefined || words[0].startsWith('-') ? undefined : nameIn(words)
process.exit(await main().catch(failed))

/** `town new` and `journal verify` are two words, the others one. */
function nameIn([first, second]: string[]) {
  const two = `${first} ${second}`
  return two in commandLine ? two : first
}

async function main(): Promise<number> {
  if (name === undefined || name === 'help') return usage()
  const program = commandLine[name]
  if (!program) {
    say(`There is no command "${name}".`)
    return usage(2)
  }
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean' } }
  for (const each of Object.keys(program.options)) options[each] = { type: 'string' }
  const { values } = parseArgs({ args: words.slice(name.split(' ').length), options, strict: true })
  if (values.help) return explain(name, program)
  return runProgram(name, program, values as Record<string, string>)
}

async function runProgram(called: string, program: Program, given: Record<string, string>): Promise<number> {
  const missing = Object.entries(program.options).filter(([option, { needed }]) => needed && !given[option])
  if (missing.length) {
    say(`${called} needs ${missing.map(([option]) => `--${option}`).join(' and ')}.`)
    return explain(called, program, 2)
  }
  const settings = readSettings()
  const logins = await openLogins(settings, log, { beside: true })
  try {
    if (called === 'migrate') {
      const applied = await migrate({ ownerUrl: logins.ownerUrl, service: userOf(logins.serviceUrl) })
      say(applied.length ? `Applied: ${applied.join(', ')}` : 'The database was up to date.')
      return 0
    }
    const town = await openInstallation(settings, logins, log)
    try {
      return await program.run({ town, settings, say, given })
    } finally {
      await town.database.close()
      town.keys.close()
    }
  } finally {
    await logins.stop()
  }
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

function failed(error: unknown): number {
  const plain =
    error instanceof SettingsProblem ||
    error instanceof FolderInUse ||
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') ||
    error instanceof Sentence
  console.error(plain ? (error as Error).message : error)
  return 1
}
