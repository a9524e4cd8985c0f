import type { FastifyInstance } from 'fastify'
import { beginSession } from '../../src/organisation/identity/sessions.ts'
import { newSecretCode } from '../../src/platform/pure/reference.ts'
import type { Town } from '../../src/platform/town.ts'
import { byApi, type Someone, visitor } from '../world.ts'

/** Whoever acts: somebody of the town, or somebody outside it, by pages and by API. */
export type Actor = Omit<Someone, 'token'>

/** Each request from another address, so that what is allowed from one is not used up. */
function anyAddress() {
  let n = 0
  return () => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n++ & 255}`
}

/** Somebody who never signed in. */
export const somebodyOutside = (app: FastifyInstance): Actor => {
  const from = anyAddress()
  return { id: 'public', name: 'somebody outside', ...visitor(app, undefined, from), ...byApi(app, undefined, from) }
}

/** Whoever confirmed the code of a link, by the token that they were given. */
export const linkHolder = (app: FastifyInstance, token: string): Actor => {
  const from = anyAddress()
  return { id: 'link', name: 'a link holder', ...visitor(app, token, from), ...byApi(app, token, from) }
}

/** A link holder of an enquiry that may not exist: for what only their role decides. */
export async function aLinkHolder(town: Town, app: FastifyInstance, enquiryId: string): Promise<Actor> {
  const token = newSecretCode(32)
  await beginSession(town, { token, link: { to: 'enquiry', id: enquiryId } })
  return linkHolder(app, token)
}
