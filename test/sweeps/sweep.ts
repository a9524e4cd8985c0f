import type { AnyCommand } from '../../src/platform/command.ts'
import { commandsOf, type Module } from '../../src/platform/module.ts'
import { type Act, type Does, simply, type ToldTown } from '../told/town.ts'
import { identifiersIn, recordsFor } from './addresses.ts'
import { pageFor, tryForm } from './forms.ts'
import { tryAddresses, tryAnswers, tryReferences } from './input.ts'
import { doneOnceOnly } from './replays.ts'
import { wayTo } from './untold.ts'

export interface Swept {
  /** Commands that a story told, or that their own questions led to; and those that nobody was asked anything by. */
  told: string[]
  untold: string[]
  unreached: string[]
  bodies: number
  saved: number
  addresses: number
  references: number
  forms: number
  kept: number
  replays: number
}

export interface Sweeping {
  modules: readonly Module[]
  /** How many random bodies each command is sent, and where chance begins. */
  runs: number
  seed: number
}

const turnsOfForms = [0, 7]

/** Tries every command the first time that a story does it; what no story did is tried when `finish` is called. */
export function sweeperOf(town: ToldTown, { modules, runs, seed }: Sweeping) {
  const commands = new Map<string, AnyCommand>(commandsOf(modules).map((command) => [command.name, command]))
  const swept: Swept = {
    told: [],
    untold: [],
    unreached: [],
    bodies: 0,
    saved: 0,
    addresses: 0,
    references: 0,
    forms: 0,
    kept: 0,
    replays: 0,
  }

  const tries = async (command: AnyCommand, act: Act) => {
    const ids = [town.cast['nobody in particular'].id, ...Object.values(act.about).filter((id) => id.length === 36)]
    swept.addresses += await tryAddresses({ command, act })
    swept.references += await tryReferences({ command, act, ids })
    const { sent, saved } = await tryAnswers({ world: town.world, command, act, ids, runs, seed })
    swept.bodies += sent
    swept.saved += saved
    const page = pageFor(modules, act)
    for (const turn of page ? turnsOfForms : []) {
      const kept = await tryForm(page!, command, act, turn)
      swept.kept += kept
      swept.forms += kept ? 1 : 0
    }
  }
  const does: Does = async (act) => {
    const command = commands.get(act.command)
    if (!command || swept.told.includes(act.command)) return simply(act)
    swept.told.push(act.command)
    await tries(command, act)
    swept.replays++
    return doneOnceOnly(town.world)(act)
  }
  const finish = async () => {
    const records = await recordsFor(town.world, identifiersIn(modules))
    for (const command of commands.values()) {
      if (swept.told.includes(command.name)) continue
      const way = await wayTo(town, command, records)
      if (!way) swept.unreached.push(command.name)
      else {
        swept.untold.push(command.name)
        await tries(command, way.act)
        if (way.works) await doneOnceOnly(town.world)(way.act)
        if (way.works) swept.replays++
      }
    }
    return swept
  }
  return { does, finish }
}
