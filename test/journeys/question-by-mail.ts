import { codeOf, tokenOf } from '../../src/casework/enquiries/index.ts'
import { keyedHash } from '../../src/platform/keys.ts'
import type { TownAtWork } from './town-at-work.ts'

/** The question that was sent last: its link as it came by mail, and the code that comes when it is asked for. */
export async function newestQuestion(town: TownAtWork, mailbox: string) {
  const [newest] = await town.sql<{ id: string }>('select id from casework.enquiry_link order by id desc limit 1')
  const hash = (use: string, value: string) => keyedHash(town.town.keys, use, value)
  const [link] = await town.mailbox.awaits(mailbox, new RegExp(`http:\\S+/answer/${tokenOf(hash, newest!.id)}`))
  const code = codeOf(hash, newest!.id, 1)
  return { link, code: async () => (await town.mailbox.awaits(mailbox, new RegExp(`The code is (${code})`)))[1]! }
}
