import { type Module, route } from '../../platform/module.ts'
import { sharingOfCase } from './queries.ts'
import { SharingPage } from './sharing-page.tsx'

export const disclosures: Module = {
  name: 'disclosures',
  routes: [route({ path: '/cases/:caseId/sharing', looks: sharingOfCase, shows: SharingPage })],
}
