import { sendEnquiry, sendEnquiryCode } from './casework/enquiries/jobs.ts'
import { tellConsentEnded } from './casework/support/jobs.ts'
import { sendInvitation } from './organisation/staff/jobs.ts'
import { startJobs, type Task } from './platform/jobs/jobs.ts'
import { type Mailer, openMail } from './platform/mail/mail.ts'
import type { Settings } from './platform/settings.ts'
import type { Town } from './platform/town.ts'
import { startSealer } from './trust/journal/index.ts'

/** What happens outside the request that asked for it, by the name it is enqueued under. */
export function tasksOf(town: Town, mail: Mailer): Record<string, Task> {
  return {
    'send-enquiry': sendEnquiry(town, mail),
    'send-enquiry-code': sendEnquiryCode(town, mail),
    'send-invitation': sendInvitation(town, mail),
    'tell-consent-ended': tellConsentEnded(town, mail),
  }
}

/** Starts everything that happens by itself: the queue of jobs and the journal's sealer. */
export async function startWork(
  town: Town,
  settings: Pick<Settings, 'smtpUrl' | 'mailFolder' | 'baseUrl'>,
  serviceUrl: string,
) {
  const mail = openMail({
    smtpUrl: settings.smtpUrl,
    folder: settings.mailFolder,
    from: `onetown@${new URL(settings.baseUrl).hostname}`,
  })
  const log = {
    info: () => {},
    warn: (line: string) => town.log.info(line),
    error: (line: string) => town.log.error(line),
  }
  const jobs = await startJobs({ serviceUrl, prefix: town.database.prefix, tasks: tasksOf(town, mail), log })
  const sealer = startSealer(town)
  return {
    async stop() {
      await jobs.stop()
      await sealer.stop()
      mail.close()
    },
  }
}
