import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { modules } from '../../src/app.ts'
import { identifyIn } from '../../src/organisation/identity/index.ts'
import { buildServer } from '../../src/platform/http/server.tsx'
import { startJobs, type Task } from '../../src/platform/jobs/jobs.ts'
import { openLog } from '../../src/platform/log.ts'
import { openMail } from '../../src/platform/mail/mail.ts'
import { newId } from '../../src/platform/road.ts'
import { openWorld, type World } from '../world.ts'
import { crawl } from './crawl.ts'
import { keepJobs, keptJobs } from './jobs.ts'
import { leaking } from './planted.tsx'
import { type Kind, type Said, watched } from './watch.ts'

/** What a site says that leaks everywhere, of the same looks and acts, of a job and of a mail. */
export async function whatALeakingSiteSays(who: string): Promise<Said[]> {
  const said: Said[] = []
  const world = await openWorld()
  const folder = mkdtempSync(join(tmpdir(), 'onetown-'))
  try {
    await keepJobs((text) => world.sql(text))
    await actOnIt(world, who, said)
    await workOnIt(world, { who, folder, said })
  } finally {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return said
}

const keeping = (said: Said[]) => (kind: Kind, text: string) => void said.push({ kind, where: 'planted', text })

async function actOnIt(world: World, who: string, said: Said[]) {
  const { town } = world
  const figures = { trial: { help: `How often ${who} came`, read: async () => 1 } }
  const site = { town, modules: [...modules, leaking(who)], identify: identifyIn(town), figures }
  const server = await buildServer(site)
  const worker = await world.someone('Wren Worker', 'cohesion worker', 'council', watched(server, said))
  await crawl(worker, ['/trial', `/trial/${newId()}`])
  await worker.sends('/trial/say', { words: 'Anything' })
  await worker.does('trial.refuse', { answers: { words: 'Anything' } })
  keeping(said)('metrics', (await server.inject('/metrics')).body)
  await server.close()
}

/** Its one job mails and logs. */
async function workOnIt(world: World, { who, folder, said }: { who: string; folder: string; said: Said[] }) {
  const keep = keeping(said)
  const mail = openMail({ smtpUrl: undefined, folder, from: 'onetown@testham.example' })
  const stream = new PassThrough().on('data', (line: Buffer) => keep('log', line.toString()))
  const log = openLog(stream)
  const tasks: Record<string, Task> = {
    async trial() {
      await mail.send({ to: 'a@testham.example', subject: `About ${who}`, text: '', messageId: 'planted' })
      log.info(`The mail about ${who} was sent`)
    },
  }
  const { prefix } = world.town.database
  const jobs = await startJobs({ serviceUrl: world.fresh.serviceUrl, prefix, tasks, log })
  while (!said.some(({ kind }) => kind === 'log')) await pause(20)
  await jobs.stop()
  for (const name of readdirSync(folder)) keep('mail', readFileSync(join(folder, name), 'utf8'))
  for (const { job } of await world.sql<{ job: string }>(keptJobs)) keep('job', job)
}
