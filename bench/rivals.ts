import type { Sized } from './sizes.ts'

/** Rivals that are installed, each serving the same table. */
export interface Rivals {
  contenders: readonly {
    name: string
    called: string
    port: number
    path: string
    headers: Record<string, string>
    least: number
  }[]
  stop(): Promise<void>
}

export async function startRivals(_town: Sized): Promise<Rivals> {
  return { contenders: [], stop: async () => {} }
}
