import { command } from '../../../platform/command.ts'
import { setTerms } from '../meeting-rules.ts'
import { casesBefore, packsFollow } from '../packs.ts'
import { panelPolicy } from '../policy.ts'
import { termsToSet } from '../queries/panels.ts'
import { termsQuestions } from '../questions.ts'

export const setPanelTerms = command({
  name: 'panel.set-terms',
  zone: 'casework',
  summary: 'Set the terms of reference of a panel; new ones end the earlier ones',
  asks: termsQuestions,
  knows: termsToSet,
  allows: panelPolicy.setTerms,
  holds: ({ earlier }) =>
    earlier
      ? {
          name: earlier.name,
          council: earlier.councilId,
          chair: earlier.chairId,
          deputy: earlier.deputyId ?? undefined,
          interval: earlier.intervalWeeks,
          boards: earlier.reportsTo.map((board) => ({ board })),
        }
      : undefined,
  decides: setTerms,
  async saves(writing, fact) {
    const { tx } = writing
    const { name, council, chair, deputy, interval, boards, fromOn } = fact.answers
    const termsId = writing.newId()
    fact.panelId ??= termsId
    if (fact.endedId)
      await tx
        .updateTable('casework.terms_of_reference')
        .set({ until_on: fact.endedOn! })
        .where('id', '=', fact.endedId)
        .execute()
    await tx
      .insertInto('casework.terms_of_reference')
      .values({
        id: termsId,
        panel_id: fact.panelId,
        name,
        interval_weeks: interval,
        chair_id: chair,
        deputy_id: deputy ?? null,
        council_id: council,
        reports_to: boards.map(({ board }) => board),
        from_on: fromOn,
      })
      .execute()
    await packsFollow(writing, await casesBefore(writing, fact.panelId), 'new terms of reference')
  },
})
