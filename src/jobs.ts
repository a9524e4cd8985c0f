import { remindOfEnquiries, sendEnquiry, sendEnquiryCode, sendEnquiryReminder } from './casework/enquiries/jobs.ts'
import { sendAdviceAnswered } from './casework/advice/index.ts'
import { sendNotices, tellWhatIsDue } from './casework/desk/index.ts'
import { tellConsentEnded } from './casework/support/jobs.ts'
import { readTrackerList } from './casework/gateway/jobs.ts'
import { moveIn } from './casework/moving-in/jobs.ts'
import { giveCasesOf } from './casework/reassigning/jobs.ts'
import { sendInvitation } from './organisation/staff/jobs.ts'
import { lookAfterFiles } from './casework/attachments/jobs.ts'
import { type Recurring, startJobs, type Task } from './platform/jobs/jobs.ts'
import { type Mailer, openMail } from './platform/mail/mail.ts'
import type { Settings } from './platform/settings.ts'
import type { Town } from './platform/town.ts'
import { startSealer } from './trust/journal/index.ts'

/** How long a mail that is under way at a stop may still be. */
const graceMs = 5000

/** The mails, by the name they are enqueued under. */
export function tasksOf(town: Town, mail: Mailer): Record<string, Task> {
  return {
    'send-enquiry': sendEnquiry(town, mail),
    'send-enquiry-code': sendEnquiryCode(town, mail),
    'send-enquiry-reminder': sendEnquiryReminder(town, mail),
    'remind-of-enquiries': remindOfEnquiries(town),
    'send-invitation': sendInvitation(town, mail),
    'send-notices': sendNotices(town, mail),
    'send-advice-answered': sendAdviceAnswered(town, mail),
    'tell-what-is-due': tellWhatIsDue(town),
    'tell-consent-ended': tellConsentEnded(town, mail),
  }
}

/** What is done by itself, and when (UTC): after a standstill, what was missed today is done once. */
export const recurring: readonly Recurring[] = [
  { name: 'remind of enquiries', every: '0 7 * * 1-5', task: 'remind-of-enquiries', catchUpHours: 12 },
  { name: 'tell what is due', every: '30 6 * * *', task: 'tell-what-is-due', catchUpHours: 12 },
]

/** What has to do with files waits for nobody's mail server. */
const fileTasks = (town: Town): Record<string, Task> => ({
  'look-after-files': lookAfterFiles(town),
  'move-in': moveIn(town),
  'read-tracker-list': readTrackerList(town),
  'give-cases': giveCasesOf(town),
})
const recurringForFiles: readonly Recurring[] = [
  { name: 'look after files', every: '* * * * *', task: 'look-after-files' },
]

type Working = Pick<Settings, 'smtpUrl' | 'mailFolder' | 'baseUrl'> & {
  /** How long a mail server may be silent, in milliseconds. */
  patience?: number
}

/**
 * Starts everything that happens by itself: the queue of jobs and the journal's sealer. What is no mail gets a queue of
 * its own beside this one, because a mail server that hangs holds up whatever shares a queue with it.
 */
export async function startWork(town: Town, { smtpUrl, mailFolder, baseUrl, patience }: Working, serviceUrl: string) {
  const from = `onetown@${new URL(baseUrl).hostname}`
  const mail = openMail({ smtpUrl, folder: mailFolder, from, ...(patience ? { patience } : {}) })
  const log = {
    info: () => {},
    warn: (line: string) => town.log.info(line),
    error: (line: string) => town.log.error(line),
  }
  const jobs = await startJobs({ serviceUrl, prefix: town.database.prefix, tasks: tasksOf(town, mail), recurring, log })
  const queue = { serviceUrl, prefix: town.database.prefix, log }
  const files = await startJobs({ ...queue, tasks: fileTasks(town), recurring: recurringForFiles })
  const sealer = startSealer(town)
  return {
    async stop() {
      // What is broken off is tried again at the next start: a server that hangs must not hold up the end.
      const hurry = setTimeout(() => mail.close(), graceMs)
      await jobs.stop()
      await files.stop()
      clearTimeout(hurry)
      await sealer.stop()
      mail.close()
    },
  }
}
