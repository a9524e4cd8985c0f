import { once } from 'node:events'
import { createServer } from 'node:net'
import { SettingsProblem } from '../settings.ts'

export interface Listening {
  port: number
  host: string
}

/** Tries the address before anything else is opened: a first start would otherwise learn of it after half a minute. */
export async function refuseUsedPort({ port, host }: Listening): Promise<void> {
  const probe = createServer()
  try {
    probe.listen(port, host)
    await once(probe, 'listening')
    await new Promise((resolve) => probe.close(resolve))
  } catch (error) {
    throw whyNotListening(error, { port, host })
  }
}

/** What can be put right becomes a SettingsProblem; any other error stays itself. */
export function whyNotListening(error: unknown, { port, host }: Listening): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new SettingsProblem(
        `Port ${port} is in use by another program: stop it, or choose another port with PORT.`,
      )
    case 'EACCES':
      return new SettingsProblem(`Port ${port} may not be used by this user: choose one from 1024 with PORT.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SettingsProblem(`${host} is no address of this machine: choose another with HOST.`)
    default:
      return error
  }
}
