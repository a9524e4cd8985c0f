import { type Module, route } from '../../platform/module.ts'
import { yourWork } from './queries.ts'
import { YourWorkPage } from './your-work-page.tsx'

export const desk: Module = {
  name: 'desk',
  routes: [route({ path: '/work', looks: yourWork, shows: YourWorkPage })],
  navigation: [{ href: '/work', text: 'Your work', roles: ['staff'] }],
}
