import { dayOf, lastDayBefore, showDay } from '../../platform/pure/days.ts'
import type { ReminderKind } from './reminding-rules.ts'
import { codeLimits } from './rules.ts'

/** What a letter about an enquiry is written from. Nothing of it is about a person: mailboxes are read by many. */
export interface Letter {
  town: string
  agency: string
  askedFor: string
  askedAt: string
  dueOn: string
  endsAt: string
  address: string
  /** It was refused once, and is asked again higher up. */
  asksAgain: string | null
  toSenior: boolean
}

export const askingWords = (letter: Letter) => `${opening(letter)}
Please answer by ${showDay(letter.dueOn)}. It takes about two minutes, on a telephone too.

${theLink(letter)}`

const opening = ({ asksAgain, askedFor, agency }: Letter) =>
  asksAgain
    ? `${askedFor} asked ${agency} a question, and the answer was that it could not be answered.
You are registered as the senior contact: please look at it again.`
    : `${askedFor} has a question for ${agency}.`

export const reminderWords = (kind: ReminderKind, letter: Letter) => `${reminding[kind](letter)}
Also that you hold nothing is an answer. It takes about two minutes, on a telephone too.

${theLink(letter)}`

const reminding: Record<ReminderKind, (letter: Letter) => string> = {
  'before the day': ({ askedFor, agency, dueOn }) =>
    `${askedFor} has asked ${agency} a question. Please answer it by ${showDay(dueOn)}.`,
  'after the day': ({ askedFor, agency, dueOn }) =>
    `${askedFor} has asked ${agency} a question. The answer was due on ${showDay(dueOn)}, and has not come yet.`,
  'to the senior contact': ({ askedFor, agency, askedAt, dueOn }) =>
    `${askedFor} asked ${agency} a question on ${showDay(dayOf(askedAt))}. The answer was due on ${showDay(dueOn)}, and has not come.
You are registered as the senior contact of ${agency}: please see that it is answered, or answer it yourself.`,
}

const theLink = ({
  address,
  endsAt,
  askedFor,
}: Letter) => `Open this link. Before it shows the question, it sends a code to this mailbox:
${address}

The link is for this one question. It works until it is answered, or until ${showDay(lastDayBefore(endsAt))}.
If you did not expect it, ring ${askedFor} on the number you already have.
`

export const codeWords = (town: string, code: string) => `The code is ${code}

Type it into the page that you opened. It works for ${codeLimits.minutes} minutes.
If nobody of you asked ${town} for a code, do nothing.
`
