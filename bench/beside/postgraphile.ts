/** PostGraphile 5 on the same tables, under the same policies: its own server, reading as one viewer. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fromRivals } from './rivals.ts'

export interface Graph {
  serviceUrl: string
  /** What each of its transactions is told: the role and the viewer. */
  settings: Record<string, string>
}

const { serviceUrl, settings } = JSON.parse(process.env.BENCH!) as Graph
const { postgraphile } = await fromRivals('postgraphile')
const { PostGraphileAmberPreset } = await fromRivals('postgraphile/presets/amber')
const { makePgService } = await fromRivals('postgraphile/adaptors/pg')
const { grafserv } = await fromRivals('postgraphile/grafserv/node')
const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      connectionString: serviceUrl,
      schemas: ['casework', 'organisation'],
      poolConfig: { max: 8, idleTimeoutMillis: 500 },
    }),
  ],
  grafast: { context: () => ({ pgSettings: settings }) },
  grafserv: { graphiql: false, watch: false },
}
const served = postgraphile(preset).createServ(grafserv)
const server = createServer()
await served.addTo(server)
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('SIGTERM', () => process.exit(0))
